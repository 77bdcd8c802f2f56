/**
 * The worker's side: starts the interpreter, closes the cage, runs code, tells the page.
 *
 * This module does nothing by itself. The page makes a worker from a blob that imports `start`: only
 * such a worker inherits the page's policy.
 */

import { Batch } from "./batch.js";
import { arriving, boot, install, lacking, missing } from "../engine/boot.js";
import { cage } from "./cage.js";
import { inspected } from "../engine/pictures.js";
import { handling, ORDERS } from "../engine/protocol.js";
import { Remains } from "./remains.js";

/** This module's own address, for the blob. */
export const address = import.meta.url;

// They run the reader's code, and import before it does; both are in every runtime, from python/.
const RUNNER = "codebox_reader.run";
const REHEARSAL = "codebox_reader.rehearsal";

// What a program may replace is taken before one runs: through a getter of its own it would see the
// event that brings a message, and the port with it.
const { apply } = Reflect;
const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data").get;
const now = performance.now.bind(performance);

/** Waits for the page's first message, which brings the port that all else goes through. */
export function start(scope) {
  scope.onmessage = (event) => {
    scope.onmessage = null;
    new Session(scope, event.ports[0]).begin(event.data);
  };
}

class Session {
  #post; // private: no program comes to it, whatever it finds of a session

  constructor(scope, port) {
    this.scope = scope;
    // Bound now: the reader's code may put its own postMessage into the prototype.
    this.#post = port.postMessage.bind(port);
    // Own properties from the first: nobody hears of them by a setter in Object's prototype.
    Object.assign(this, { wanted: [], answered: null, code: "", fatal: null, remains: new Remains() });
    this.batch = new Batch((type, message) => this.send(type, message), now);
    port.onmessage = (event) => this.hear(apply(data, event, []));
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
    this.#post({ type, ...message });
  }

  /** Without `parts` they come one by one, and Python starts with what is there. */
  async begin({ base, manifest, parts, packs }) {
    try {
      this.manifest = manifest;
      this.arrival = parts ? null : arriving({ base, manifest });
      this.runtime = await boot(parts ?? this.arrival.parts);
      this.arrival = null; // nor are the parts needed any more, an image of the memory among them
      for (const pack of packs) install(this.runtime, pack);
      this.prepare(this.runtime.pyodide);
      cage(this.scope);
      await this.python.run("", () => {}); // all is slow when it is first used
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
    this.rehearsal = pyodide.pyimport(REHEARSAL);
    this.available = [...this.manifest.projects, ...Object.keys(this.manifest.packages)].join(", ");
    this.listen(pyodide);
    // WebKit ends a worker only where WebAssembly calls JavaScript; with an interrupt buffer, in
    // which nobody ever writes, Python does so every few steps.
    if (isWebKit(this.scope.navigator)) pyodide.setInterruptBuffer(new Uint8Array(1));
    this.onEvent = (kind, text, more) => this.report(kind, text, more);
    this.obtainable = (module) => this.want(lacking(this.runtime, [module], this.manifest));
  }

  /** Imports before a program does. No program has run here, so an error ends this interpreter. */
  rehearse({ packs, modules }) {
    try {
      for (const pack of packs) install(this.runtime, pack);
      this.rehearsal.rehearse(modules);
      this.send("ready");
    } catch (error) {
      this.broken(error);
    }
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
    HANDLERS[type](this, message);
  }

  async run(code, checker) {
    this.code = code;
    try {
      const wanted = new Set(missing(this.runtime, code, this.manifest));
      const [module] = checker.split(":");
      for (const pack of lacking(this.runtime, [module], this.manifest)) wanted.add(pack);
      if (this.want([...wanted]) && this.rehearsal.compiles(code)) await this.load();
      this.wanted = [];
      await this.attempt(code, checker);
    } catch (error) {
      this.crashed(error);
    }
  }

  /** Runs `code`; what only that shows to be missing is asked for, to begin again elsewhere. */
  async attempt(code, checker) {
    this.send("running");
    const from = now();
    const ok = await this.python.run(code, this.onEvent, this.available, this.obtainable, checker);
    if (typeof ok !== "boolean") return this.crashed(this.fatal);
    const seconds = (now() - from) / 1000;
    if (this.wanted.length) return this.load();
    this.batch.flush();
    this.send("done", { ok, seconds });
  }

  /** Notes packages that a run needs; is there any that can be had? */
  want(names) {
    this.wanted = names;
    return names.length > 0;
  }

  /** Has the page fetch the packages that are wanted; if it cannot, it ends this worker. */
  load() {
    const answer = new Promise((resolve) => (this.answered = resolve));
    this.send("need", { packs: this.wanted });
    return answer;
  }

  /** Packages come when they were asked for, or before a run; never into the middle of one. */
  receive(packs) {
    for (const pack of packs) install(this.runtime, pack);
    this.answered?.();
    this.answered = null;
  }

  identifiers(module) {
    const [found, imported] = taken(this.rehearsal.identifiers(module));
    this.send("identifiers", { found, imported });
  }

  /** One thing that happened in Python; see run.py for the kinds. */
  report(kind, content, more) {
    if (TEXTS.has(kind)) return this.batch.write(kind, content);
    if (kind === "dropped") return this.batch.lose(content, more);
    if (kind === "error") {
      this.batch.flush();
      return this.send("error", { text: content, ...where(more) });
    }
    if (kind === "verdict") {
      const [passed, line, detail] = taken(more);
      this.batch.flush();
      return this.send("verdict", { passed, text: content, line, detail });
    }
    const [alt, place] = taken(more);
    const picture = { kind, data: taken(content), alt };
    const { problem } = inspected(picture);
    if (problem) this.batch.write("note", place + problem);
    else this.batch.draw(picture);
  }
}

const TEXTS = new Set(["out", "err", "value", "note"]);

/** What a session does at each order; `boot` is heard before there is a port. */
const HANDLERS = handling(ORDERS, {
  boot() {},
  part: (session, { name, value }) => session.arrival?.put(name, value),
  rehearse: (session, message) => session.rehearse(message),
  run: (session, { code, checker }) => session.run(code, checker),
  packs: (session, { packs }) => session.receive(packs),
  identifiers: (session, { module }) => session.identifiers(module),
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
