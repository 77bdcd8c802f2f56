/**
 * The interpreters of a page, as long as no program runs in them: how they start, wait and end. What
 * is to become of them is decided by whoever has programs: see runner.js.
 */

import { lacking, rehearsable } from "./boot.js";
import { Interpreter } from "./interpreter.js";
import { Source } from "./source.js";

/** @import { Manifest, Progress } from "./boot/download.js" */
/** @import { Beginning, NewThread } from "./interpreter.js" */
/** @import { Report } from "./protocol.js" */
/** @import { Page } from "./source.js" */
/** @typedef {"loading" | "stalled" | "starting" | "ready" | "running"} Stage a state of the box */
/** @typedef {(stage: Stage, more: Partial<Progress>) => void} Watcher */

const HIDDEN = 100; // milliseconds after which no picture is on its way

/** @type {NewThread} */
const newWorker = (address) => new Worker(address, { type: "module", name: "Python" });

export class Fleet {
  /** @type {Set<Interpreter>} */
  live = new Set();
  /** @type {Set<Watcher>} */
  watchers = new Set();
  code = ""; // that is likely to run next
  plain = false; // nothing is imported before a program does
  completing = false; // the functions that were missing are on their way

  /**
   * @param {string} base absolute address of the runtime's folder, ending in a slash
   * @param {Page} page
   * @param {NewThread} newThread
   */
  constructor(base, page, newThread = newWorker) {
    this.newThread = newThread;
    this.source = new Source(base, page, (bytes) => this.report("stalled", bytes));
    // A phone has less memory: there the next interpreter starts when the last has ended.
    this.room = matchMedia("(hover: hover)").matches ? 2 : 1;
  }

  /** Called at every change. */
  settle() {}

  /**
   * Called when an interpreter has not started; returns what whoever warmed is told, if anything.
   * @param {unknown} error
   * @returns {unknown}
   */
  lost(error) {
    return error;
  }

  /**
   * @param {Stage} stage
   * @param {Partial<Progress>} more
   */
  report(stage, more = {}) {
    for (const watch of this.watchers) watch(stage, more);
  }

  /** Those in which no program has run. */
  get idle() {
    return [...this.live].filter(({ state }) => state === "waiting");
  }

  get busy() {
    return [...this.live].filter(({ state }) => state === "running");
  }

  /**
   * What may be imported before `code` does, of what is here.
   * @param {string} code
   */
  imports(code) {
    const { manifest, packages } = this.source;
    if (!manifest || this.plain) return [];
    const found = rehearsable(manifest, code);
    return found.filter((name) => packsFor(manifest, name).every((pack) => packages.here.has(pack)));
  }

  /**
   * Has what a module comes with ready where it has been fetched ahead.
   * @param {string} module
   */
  async unfold(module) {
    const { manifest, whole } = this.source;
    if (manifest && whole) await this.source.packages.unfold(packsFor(manifest, module));
  }

  /**
   * Starts one interpreter; resolves to what went wrong, or to nothing.
   * @param {"starting" | "held"} state
   */
  start(state = "starting") {
    const interpreter = new Interpreter(this.newThread, state);
    this.live.add(interpreter);
    interpreter.started = this.bring(interpreter, state).then(
      () => undefined,
      (error) => this.failed(interpreter, error),
    );
    return interpreter.started;
  }

  /**
   * @param {Interpreter} interpreter
   * @param {"starting" | "held"} state
   */
  async bring(interpreter, state) {
    if (this.source.whole) await painted(); // a worker begins, which takes as long as a picture
    const order = this.source.order();
    await Promise.all([this.boot(interpreter, order), this.deliver(interpreter, order, state)]);
    await interpreter.ready;
  }

  /**
   * @param {Interpreter} interpreter
   * @param {Promise<Beginning>} ordered
   */
  async boot(interpreter, ordered) {
    const [order, script] = await Promise.all([ordered, this.source.script("python")]);
    if (interpreter.state === "ended") return;
    interpreter.listener = (message) => this.idles(interpreter, message);
    interpreter.boot(script, order);
  }

  /**
   * The first worker starts while its parts are on their way; it may fail before they are here. The
   * next have what takes up no memory from the beginning, and the rest when they are to start.
   * @param {Interpreter} interpreter
   * @param {Promise<Beginning>} ordered
   * @param {"starting" | "held"} state as it began
   */
  async deliver(interpreter, ordered, state) {
    const { parts } = await ordered;
    if (interpreter.state === "ended") return;
    if (parts) {
      if (state === "starting") this.wake(interpreter);
      return;
    }
    const fetched = this.source.fetch(
      this.code,
      (bytes) => this.report("loading", bytes),
      (name, value) => interpreter.part(name, value),
    );
    interpreter.given(await Promise.race([fetched, interpreter.ready.then(() => fetched)]));
    this.report("starting");
  }

  /**
   * @param {Interpreter} interpreter that starts, or is held
   * @param {Promise<unknown> | null} moment to wait for: an image of the memory is copied, which takes
   *   half as long as a picture
   */
  async wake(interpreter, moment = null) {
    interpreter.state = "starting";
    this.report("starting");
    if (moment) await moment;
    if (!this.live.has(interpreter)) return;
    for (const [name, value] of this.source.rest) interpreter.part(name, value);
  }

  /**
   * @param {Interpreter} interpreter
   * @param {unknown} error
   */
  failed(interpreter, error) {
    if (interpreter.state === "ended") return undefined; // given up
    this.end(interpreter);
    if (!this.source.whole) this.source.abort();
    return this.lost(error);
  }

  /**
   * What an interpreter says in which no program runs.
   * @param {Interpreter} interpreter
   * @param {Report} message
   */
  idles(interpreter, { type }) {
    if (type === "incomplete") {
      this.end(interpreter);
      this.complete().catch((error) => this.lost(error));
      return;
    }
    if (type === "broken") {
      if (!interpreter.booted) return; // a failed start, which is told
      this.plain = true; // what it was to import has killed it: that is left to the program
      this.end(interpreter);
    }
    interpreter.booted = true;
    // Packages may have come while it started.
    if (interpreter.state === "waiting") interpreter.install([...this.source.packages.here.values()]);
    this.settle();
    if (interpreter.state === "waiting") this.report("ready");
  }

  /** Has all functions brought; nothing starts until they are here. */
  async complete() {
    this.completing = true;
    try {
      await this.source.complete((bytes) => this.report("loading", bytes));
    } finally {
      this.completing = false;
    }
    for (const one of this.live) if (!one.complete && one.state !== "running") this.end(one);
    this.settle();
  }

  /** @param {Interpreter} interpreter */
  end(interpreter) {
    this.live.delete(interpreter);
    interpreter.end();
  }

  abort() {
    for (const interpreter of this.live) this.end(interpreter);
    this.source.abort();
  }

  /** Asks anew for what has stalled. */
  retry() {
    this.source.retry();
  }
}

/** Resolves when what was pressed shows; a page that nobody looks at paints nothing. */
export const painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, HIDDEN);
  });

/**
 * The packs that a module comes with, and those that these need.
 * @type {(manifest: Manifest, module: string) => string[]}
 */
const packsFor = (manifest, module) => lacking({ installed: new Set() }, [module], manifest);
