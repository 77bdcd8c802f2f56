/**
 * The worker's side: starts the interpreter, closes the cage, runs code, tells the page.
 *
 * This module does nothing by itself. The page makes a worker from a blob that imports `start`: only
 * such a worker inherits the page's policy.
 */

import { arriving, boot, isTrap } from "../engine/boot.js";
import { messageOf } from "../engine/errors.js";
import { inspected } from "../engine/pictures.js";
import { handle, handling, ORDERS } from "../engine/protocol.js";
import { Batch } from "./batch.js";
import { cage } from "./cage.js";
import { Python, taken } from "./python.js";
import { Remains } from "./remains.js";

/** @import { Arrival } from "../engine/boot.js" */
/** @import { Pack } from "../engine/boot/download.js" */
/** @import { Handlers, MessageOf, Order, Report } from "../engine/protocol.js" */
/** @typedef {Pick<typeof globalThis, "onmessage" | "addEventListener" | "navigator">} Scope a worker's */

/** This module's own address, for the blob. */
export const address = import.meta.url;

// What a program may replace is taken before one runs: through a getter of its own it would see the
// event that brings a message, and the port with it.
const { apply } = Reflect;
const data = /** @type {() => Order} */ (
  Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data")?.get
);
const now = performance.now.bind(performance);

class Session {
  #post; // private: no program comes to it, whatever it finds of a session
  // Own properties from the first: nobody hears of them by a setter in Object's prototype.
  /** @type {Python | null} once it has started */
  started = null;
  /** @type {Arrival | null} parts that come one by one, as long as they do */
  arrival = null;
  /** @type {string[]} packs that a run needs */
  wanted = [];
  /** @type {(() => void) | null} goes on with a run that waits for packs */
  answered = null;
  code = "";
  complete = true; // no function is missing
  /** @type {unknown} what has ended the interpreter */
  fatal = null;
  remains = new Remains();
  /** @type {import("./python.js").OnEvent} */
  onEvent = (kind, content, more) => this.report(kind, content, more);
  /** @type {(module: string) => boolean} */
  obtainable = (module) => this.want(this.python.lacking(module));

  /**
   * @param {Scope} scope
   * @param {MessagePort} port
   */
  constructor(scope, port) {
    this.scope = scope;
    // Bound now: the reader's code may put its own postMessage into the prototype.
    this.#post = port.postMessage.bind(port);
    this.batch = new Batch((type, message) => this.send(type, message), now);
    port.onmessage = (event) => handle(HANDLERS, apply(data, event, []), this);
    scope.addEventListener("error", (event) => this.check(event, event.error ?? event));
    scope.addEventListener("unhandledrejection", (event) => this.check(event, event.reason ?? event));
  }

  get python() {
    if (!this.started) throw new Error("Python has not started");
    return this.started;
  }

  /**
   * An error outside of a run's own promise: did it kill the interpreter?
   * @param {Event} event
   * @param {unknown} error
   */
  check(event, error) {
    event.preventDefault();
    try {
      this.started?.probe();
    } catch {
      this.crashed(error);
    }
  }

  /**
   * All begins again where no function is missing, if `error` may come from one that is.
   * @param {boolean} may
   */
  begunAgain(may) {
    const again = may && !this.complete;
    if (again) this.send("incomplete", {});
    return again;
  }

  /**
   * Whatever the error, what tells of it may have wanted a function that is not here.
   * @param {unknown} error
   */
  crashed(error) {
    if (this.begunAgain(true)) return;
    this.batch.flush();
    const told = this.remains.error(error, this.code);
    if (told) {
      this.send("error", told);
      this.send("done", { ok: false, seconds: 0 });
      return;
    }
    const message = messageOf(error);
    const memory = /memory|allocat/i.test(message) ? "; if it was its memory, use smaller arrays" : "";
    this.broken(`Python has crashed (${message})${memory}. Retry has a new one.`);
  }

  /**
   * @template {Report["type"]} T
   * @param {T} type
   * @param {Omit<Extract<Report, {type: T}>, "type">} message
   */
  send(type, message) {
    this.#post({ type, ...message });
  }

  /**
   * Parts that are not among `parts` come one by one, and Python starts with what is there.
   * @param {MessageOf<typeof ORDERS, "boot">} order
   */
  async begin({ base, manifest, parts }) {
    try {
      this.arrival = arriving({ base, manifest });
      const given = { ...this.arrival.parts, ...parts };
      this.complete = given.complete;
      const runtime = await boot(given);
      if (runtime.reason) console.warn(`Python starts without its snapshot: ${runtime.reason}`);
      this.started = new Python(runtime, manifest);
      this.arrival = null; // nor are the parts needed any more, an image of the memory among them
      this.listen(this.python);
      cage(this.scope);
      await this.python.runner.run("", () => {}); // all is slow when it is first used
      this.send("ready", {});
    } catch (error) {
      this.failed(error);
    }
  }

  /** @param {unknown} error of a start */
  failed(error) {
    if (!this.begunAgain(isTrap(error))) this.broken(messageOf(error));
  }

  /** @param {string} message */
  broken(message) {
    this.send("broken", { message });
  }

  /** @param {Python} python */
  listen(python) {
    const written = (/** @type {string} */ stream, /** @type {string} */ text) => {
      const own = this.remains.apart(text);
      if (own) this.batch.write(stream, own);
    };
    const ended = (/** @type {unknown} */ error) => {
      this.fatal = error;
      this.begunAgain(true);
    };
    python.listen(written, ended, (error) => this.begunAgain(isTrap(error)));
    if (isWebKit(this.scope.navigator)) python.becomeStoppable();
  }

  /**
   * Imports before a program does. No program has run here, so an error ends this interpreter.
   * @param {MessageOf<typeof ORDERS, "rehearse">} order
   */
  rehearse({ packs, modules }) {
    try {
      this.python.install(packs);
      this.python.rehearsal.rehearse(modules);
      this.send("ready", {});
    } catch (error) {
      this.failed(error);
    }
  }

  /** @param {MessageOf<typeof ORDERS, "run">} order */
  async run({ code, checker }) {
    this.code = code;
    try {
      const { python } = this;
      if (this.want(python.missing(code, checker)) && python.rehearsal.compiles(code)) {
        await this.load();
      }
      this.wanted = [];
      await this.attempt(code, checker);
    } catch (error) {
      this.crashed(error);
    }
  }

  /**
   * Runs `code`; what only that shows to be missing is asked for, to begin again elsewhere.
   * @param {string} code
   * @param {string} checker
   */
  async attempt(code, checker) {
    this.send("running", {});
    const { runner, available } = this.python;
    const from = now();
    const ok = await runner.run(code, this.onEvent, available, this.obtainable, checker);
    if (typeof ok !== "boolean") return this.crashed(this.fatal);
    const seconds = (now() - from) / 1000;
    if (this.wanted.length) return this.load();
    this.batch.flush();
    return this.send("done", { ok, seconds });
  }

  /**
   * Notes packs that a run needs; is there any that can be had?
   * @param {string[]} names
   */
  want(names) {
    this.wanted = names;
    return names.length > 0;
  }

  /**
   * Has the page fetch the packs that are wanted; if it cannot, it ends this worker.
   * @returns {Promise<void>}
   */
  load() {
    return new Promise((resolve) => {
      this.answered = resolve;
      this.send("need", { packs: this.wanted });
    });
  }

  /**
   * Packs come when they were asked for, or before a run; never into the middle of one.
   * @param {Pack[]} packs
   */
  receive(packs) {
    this.python.install(packs);
    this.answered?.();
    this.answered = null;
  }

  /** @param {string} module */
  identifiers(module) {
    const [found, imported] = taken(this.python.rehearsal.identifiers(module));
    this.send("identifiers", { found, imported });
  }

  /** @type {import("./python.js").OnEvent} */
  report(kind, content, more) {
    if (TEXTS.has(kind)) this.batch.write(kind, content);
    else if (kind === "dropped") this.batch.lose(content, more);
    else if (kind === "error") {
      const [line, hint] = taken(more);
      this.batch.flush();
      this.send("error", { text: content, line, hint });
    } else if (kind === "verdict") {
      const [passed, line, detail] = taken(more);
      this.batch.flush();
      this.send("verdict", { passed, text: content, line, detail });
    } else this.draw(kind, taken(content), taken(more));
  }

  /**
   * @param {string} kind
   * @param {import("../engine/pictures.js").Drawn["data"]} content
   * @param {[alt: string, place: string]} more
   */
  draw(kind, content, [alt, place]) {
    const picture = { kind, data: content, alt };
    const { problem } = inspected(picture);
    if (problem) this.batch.write("note", place + problem);
    else this.batch.draw(picture);
  }
}

const TEXTS = new Set(["out", "err", "value", "note"]);

/**
 * What a session does at each order; `boot` is heard before there is a port.
 * @type {Handlers<typeof ORDERS, Session>}
 */
const HANDLERS = handling(ORDERS, {
  boot() {},
  part: ({ name, value }, session) => session.arrival?.put(name, value),
  rehearse: (order, session) => session.rehearse(order),
  run: (order, session) => session.run(order),
  packs: ({ packs }, session) => session.receive(packs),
  identifiers: ({ module }, session) => session.identifiers(module),
});

/** @type {(navigator: Navigator) => boolean} */
const isWebKit = ({ userAgent }) => /AppleWebKit/.test(userAgent) && !/Chrome/.test(userAgent);

/**
 * Waits for the page's first message, which brings the port that all else goes through.
 * @param {Scope} scope
 */
export function start(scope) {
  scope.onmessage = (/** @type {MessageEvent} */ event) => {
    scope.onmessage = null;
    new Session(scope, event.ports[0]).begin(event.data);
  };
}
