/**
 * The worker's side: starts the interpreter, closes the cage, runs code, tells the page.
 *
 * This module does nothing by itself. The page makes a worker from a blob that imports `start`: only
 * such a worker inherits the page's policy.
 */

import { Batch } from "./batch.js";
import { arriving, boot, install, lacking, likely, missing } from "../engine/boot.js";
import { cage } from "./cage.js";
import { handling, ORDERS } from "../engine/protocol.js";
import { Remains } from "./remains.js";

/** This module's own address, for the blob. */
export const address = import.meta.url;

// Runs the reader's code; it is in every runtime, from python/.
const RUNNER = "codebox_reader.run";

/** Waits for the page's first message, which brings the port that all else goes through. */
export function start(scope) {
  scope.onmessage = ({ data, ports }) => {
    scope.onmessage = null;
    new Session(scope, ports[0]).begin(data);
  };
}

class Session {
  constructor(scope, port) {
    this.scope = scope;
    // Bound now: the reader's code may put its own postMessage into the prototype.
    this.post = port.postMessage.bind(port);
    Object.assign(this, { packs: [], wanted: [], code: "", remains: new Remains() });
    this.batch = new Batch((message) => this.send("text", message));
    port.onmessage = ({ data }) => this.hear(data);
    for (const kind of ["error", "unhandledrejection"]) {
      scope.addEventListener(kind, (event) => this.check(event));
    }
  }

  /** An error outside of a run's own promise: did it kill the interpreter? */
  check(event) {
    event.preventDefault();
    try {
      this.runtime?.pyodide.runPython("None");
    } catch {
      this.crashed(event.reason ?? event.error ?? event);
    }
  }

  crashed(error) {
    this.batch.flush();
    const told = this.remains.error(error, this.code);
    if (told) {
      this.send("error", told);
      return this.send("done", { ok: false, seconds: 0 });
    }
    const { message } = error ?? {};
    const memory = /memory|allocat/i.test(message) ? "; if it was its memory, use smaller arrays" : "";
    this.broken({ message: `Python has crashed (${message ?? error})${memory}. Retry has a new one.` });
  }

  send(type, message = {}) {
    this.post({ type, ...message });
  }

  /** Without `parts` they come one by one, and Python starts with what is there. */
  async begin({ base, manifest, parts, code }) {
    try {
      this.manifest = manifest;
      this.arrival = parts ? null : arriving({ base, manifest });
      this.runtime = await boot(parts ?? this.arrival.parts);
      this.prepare(this.runtime.pyodide);
      cage(this.scope);
      await this.rehearse(code);
      this.send("ready");
    } catch (error) {
      this.broken(error);
    }
  }

  broken(error) {
    this.send("broken", { message: String(error?.message ?? error) });
  }

  /** Puts the Python side in place, and leads what C code prints to the same streams. */
  prepare(pyodide) {
    this.python = pyodide.pyimport(RUNNER);
    this.available = [...this.manifest.projects, ...Object.keys(this.manifest.packages)].join(", ");
    this.listen(pyodide);
    // WebKit ends a worker only where WebAssembly calls JavaScript; with an interrupt buffer, in
    // which nobody ever writes, Python does so every few steps.
    if (isWebKit(this.scope.navigator)) pyodide.setInterruptBuffer(new Uint8Array(1));
    this.onEvent = (kind, text, more) => this.report(kind, text, more);
    this.obtainable = (module) => this.want(lacking(this.runtime, [module], this.manifest));
  }

  /** All is slow when it is first used, so that comes before anybody waits; also imports of `code`. */
  async rehearse(code) {
    const there = likely(this.manifest, code).filter((name) => this.runtime.installed.has(name));
    const imports = there.map((name) => `import ${name}\n`).join("");
    missing(this.runtime, imports, this.manifest);
    await this.python.run(imports, () => {});
  }

  listen(pyodide) {
    for (const [stream, set] of [["out", "setStdout"], ["err", "setStderr"]]) {
      const decoder = new TextDecoder();
      const write = (bytes) => {
        const text = this.remains.apart(decoder.decode(bytes, { stream: true }));
        if (text) this.batch.write(stream, text);
        return bytes.length;
      };
      pyodide[set]({ write });
    }
    // Not every call that it ends throws the error: some return nothing.
    pyodide._api.on_fatal = (error) => (this.fatal = error);
  }

  hear({ type, ...message }) {
    HANDLERS[type].call(this, message);
  }

  async run(code) {
    Object.assign(this, { running: true, code });
    this.want(missing(this.runtime, code, this.manifest));
    do {
      try {
        await this.load();
      } catch (error) {
        return this.broken(error);
      }
      await this.attempt(code);
    } while (this.wanted.length); // imports that cannot be read from the code
    this.running = false;
    this.take();
  }

  async attempt(code) {
    try {
      this.send("running");
      const from = performance.now();
      const ok = await this.python.run(code, this.onEvent, this.available, this.obtainable);
      if (typeof ok !== "boolean") return this.crashed(this.fatal);
      const seconds = (performance.now() - from) / 1000;
      if (this.wanted.length) return this.batch.clear();
      this.batch.flush();
      this.send("done", { ok, seconds });
    } catch (error) {
      this.crashed(error);
    }
  }

  /** Notes packages that a run needs; is there any that can be had? */
  want(names) {
    this.wanted = names;
    return names.length > 0;
  }

  /** Has the page fetch the packages that are wanted. */
  async load() {
    if (!this.wanted.length) return;
    const answer = new Promise((resolve, reject) => {
      Object.assign(this, { answered: resolve, refused: reject });
    });
    this.send("need", { packs: this.wanted });
    await answer;
  }

  /** Packages come when they were asked for, or ahead; never into the middle of a run. */
  receive(packs) {
    this.packs.push(...packs);
    if (this.answered || !this.running) this.take();
    this.wanted = this.wanted.filter((name) => !this.runtime.installed.has(name));
    if (this.wanted.length) return; // these came ahead, others were asked for
    this.answered?.();
    this.answered = this.refused = null;
  }

  identifiers(module) {
    this.send("identifiers", { found: taken(this.python.identifiers(module)) });
  }

  take() {
    for (const pack of this.packs.splice(0)) install(this.runtime, pack);
  }

  /** One thing that happened in Python; see run.py for the kinds. */
  report(kind, text, more) {
    if (kind === "out" || kind === "err") return this.batch.write(kind, text);
    this.batch.flush();
    if (kind === "value") this.send("value", { text });
    else if (kind === "error") this.send("error", { text, ...where(more) });
    else this.send("picture", { kind, data: taken(text), alt: String(more) });
  }
}

/** What a session does at each order; `boot` is heard before there is a port. */
const HANDLERS = handling(ORDERS, {
  boot() {},
  part({ name, value }) {
    this.arrival.put(name, value);
  },
  run({ code }) {
    this.run(code);
  },
  packs({ packs }) {
    this.receive(packs);
  },
  failed({ message }) {
    this.refused?.(new Error(message));
  },
  identifiers({ module }) {
    this.identifiers(module);
  },
});

const isWebKit = ({ userAgent }) => /AppleWebKit/.test(userAgent) && !/Chrome/.test(userAgent);

/** JavaScript's copy of a Python value that came as a proxy. */
function taken(value) {
  if (typeof value?.toJs !== "function") return value;
  const copy = value.toJs();
  value.destroy();
  return copy;
}

function where(pair) {
  const [line, hint] = taken(pair);
  return { line, hint };
}
