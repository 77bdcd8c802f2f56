/**
 * Interpreters for the boxes of a page: each runs one program and is ended with it, so that every
 * program begins where none has run. The next one starts meanwhile, and imports beforehand what the
 * program imports, since the next program is likely to be the same with a few changes.
 *
 * Stop ends the worker, which no program can resist. All bytes are kept in the page, so that the next
 * worker starts without the network.
 */

import { messageOf } from "./errors.js";
import { Fleet, painted } from "./fleet.js";
import { forNext, forRun } from "./plan.js";
import { EVENTS, handle, handling } from "./protocol.js";

const PATIENCE = 150; // milliseconds in which a run has the processor to itself
const CALM = 1000; // milliseconds after which no run is on its way

/** @import { Pack } from "./boot/download.js" */
/** @import { Stage } from "./fleet.js" */
/** @import { Interpreter } from "./interpreter.js" */
/** @import { PackProgress } from "./packages.js" */
/** @import { Event, Handlers, MessageOf, Report } from "./protocol.js" */
/** @typedef {{readonly interpreter: object | null, stop: () => void}} Run an interpreter, if it has one */
/**
 * @typedef {object} Job a program that is to run
 * @property {string} code
 * @property {string} checker
 * @property {(event: Event) => void} listen
 * @property {Interpreter | null} interpreter
 * @property {boolean} begun
 * @property {Pack[]} packs that it has turned out to need
 * @property {() => void} stop
 */

export class Pool extends Fleet {
  /** @type {Set<Job>} */
  jobs = new Set();
  /** @type {Map<string, [identifier: string, kind: string][]>} identifiers by module */
  known = new Map();
  ran = false; // a program has
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  later;

  /**
   * What a run of `code` would wait for first.
   * @param {string} code
   * @returns {Stage}
   */
  stage(code) {
    if (forRun([...this.live], this.imports(code), this.room).use) return "running";
    return this.source.whole ? "starting" : "loading";
  }

  /** Resolves when an interpreter waits; downloads and starts one for `code` if there is none. */
  async warm(code = "") {
    this.code = code;
    if (this.idle.length || this.busy.length) return;
    const [starting] = this.live;
    const failed = await (starting ? starting.started : this.start());
    if (failed) throw failed;
  }

  /**
   * Runs `code`, and has `checker` judge what it defines, if one is named; `handlers` has a function
   * for each of the protocol's events, of which `broken` comes also when the code cannot be run.
   * @param {string} code
   * @param {Handlers<typeof EVENTS>} handlers
   * @param {string} checker
   * @returns {Run}
   */
  run(code, handlers, checker = "") {
    handling(EVENTS, handlers);
    /** @type {Job} */
    const job = {
      code,
      checker,
      listen: (event) => handle(handlers, event, undefined),
      interpreter: null,
      begun: false,
      packs: [],
      stop: () => this.stop(job),
    };
    this.code = code;
    this.jobs.add(job);
    this.settle();
    return job;
  }

  /**
   * Gives jobs their interpreters, and has the next one made ready.
   * @override
   */
  settle() {
    clearTimeout(this.later);
    if (this.completing) return;
    for (const job of this.jobs) if (!job.interpreter) this.provide(job);
    const wanting = [...this.jobs].some((job) => !job.interpreter);
    if (!wanting && this.source.whole) this.prepare();
  }

  /** @param {Job} job */
  provide(job) {
    const { use, wake, end, start, full } = forRun([...this.live], this.imports(job.code), this.room);
    if (use) this.begin(job, use);
    if (wake) this.wake(wake);
    if (end) this.end(end);
    if (start) this.start();
    if (full) job.listen({ type: "waiting" });
  }

  prepare() {
    const modules = this.imports(this.code);
    const next = () => forNext([...this.live], modules, this.room);
    const act = () => {
      const { rehearse, wake, end, start, hold } = next();
      rehearse?.rehearse([...this.source.packages.here.values()], modules);
      if (end) this.end(end);
      if (wake) this.wake(wake, painted());
      if (start || hold) this.start(hold ? "held" : "starting");
    };
    const rest = this.busy.length ? PATIENCE : next().hold && !this.ran ? CALM : 0;
    if (rest) this.later = setTimeout(act, rest);
    else act();
  }

  /**
   * @param {Job} job
   * @param {Interpreter} interpreter that waits
   */
  begin(job, interpreter) {
    this.ran = true;
    job.interpreter = interpreter;
    interpreter.listener = (message) => this.hear(job, interpreter, message);
    interpreter.install(job.packs);
    interpreter.run(job.code, job.checker);
  }

  /**
   * What an interpreter says in which a program runs.
   * @param {Job} job
   * @param {Interpreter} interpreter
   * @param {Report} message
   */
  hear(job, interpreter, message) {
    if (message.type === "ready" || message.type === "identifiers") return; // never due in a run
    if (message.type === "running") job.begun = true;
    if (message.type === "need") {
      this.supply(job, interpreter, message.packs);
      return;
    }
    if (message.type === "incomplete") {
      this.repeat(job, interpreter);
      return;
    }
    if (message.type === "done" || message.type === "broken") {
      this.jobs.delete(job);
      this.end(interpreter);
      this.settle();
    }
    job.listen(message);
  }

  /**
   * Gets packages for a run. One that has begun already begins again, where nothing has run yet.
   * @param {Job} job
   * @param {Interpreter} interpreter
   * @param {string[]} names
   */
  async supply(job, interpreter, names) {
    // Stopped meanwhile, or begun again because of another message.
    const isOver = () => !this.jobs.has(job) || job.interpreter !== interpreter;
    try {
      const packs = await this.packs(job, interpreter, names);
      if (isOver()) return;
      job.packs = packs;
    } catch (error) {
      if (!isOver()) this.hear(job, interpreter, broken(error));
      return;
    }
    if (!job.begun) {
      interpreter.install(job.packs);
      return;
    }
    this.end(interpreter);
    job.interpreter = null;
    job.begun = false;
    this.settle();
  }

  /**
   * Begins a run again where no function is missing. Nobody is told: what it has shown goes.
   * @param {Job} job
   * @param {Interpreter} interpreter
   */
  async repeat(job, interpreter) {
    this.end(interpreter);
    job.interpreter = null;
    job.begun = false;
    try {
      await this.complete();
    } catch (error) {
      if (this.jobs.delete(job)) job.listen(broken(error));
    }
  }

  /**
   * @param {Job} job
   * @param {Interpreter} interpreter
   * @param {string[]} names
   */
  async packs(job, interpreter, names) {
    const { here } = this.source.packages;
    const { manifest } = this.source.place();
    const given = interpreter.packs;
    const wrong = names.find((name) => !Object.hasOwn(manifest.packs, name) || given.has(name));
    if (wrong !== undefined) throw new Error("a package that there is not");
    /** @type {Map<string, PackProgress>} */
    const progress = new Map();
    const onProgress = (/** @type {string} */ name) => (/** @type {PackProgress} */ bytes) => {
      progress.set(name, bytes);
      job.listen({ type: "need", packs: [...progress.keys()], ...together([...progress.values()]) });
    };
    return Promise.all(
      names.map((name) => here.get(name) ?? this.source.packages.get(name, onProgress(name))),
    );
  }

  /**
   * An error of the start is every waiting job's; where nobody waits, that of whoever warmed.
   * @override
   * @param {unknown} error
   */
  lost(error) {
    const waiting = [...this.jobs].filter((job) => !job.interpreter);
    if (waiting.length && this.busy.length) return undefined; // they wait for those that run
    for (const job of waiting) this.jobs.delete(job);
    for (const job of waiting) job.listen(broken(error));
    return error;
  }

  /** @param {Job} job */
  stop(job) {
    if (!this.jobs.delete(job)) return;
    if (job.interpreter) this.end(job.interpreter);
    else if (!this.jobs.size && !this.source.whole) this.abort();
    if (this.source.whole) this.settle();
  }

  /**
   * Fetches what a program may want yet: functions that are missing, and a package.
   * @param {string} name
   */
  async ahead(name) {
    try {
      await this.source.packages.ahead(name);
    } catch {
      // asked for again by the run that needs it, which then says what is wrong
    }
  }

  /**
   * The identifiers of a module, for completion; none while no interpreter waits.
   * @param {string} module
   */
  async identifiers(module) {
    if (!this.known.has(module)) await this.unfold(module).catch(() => {}); // told by a run that needs it
    const [interpreter] = this.idle;
    if (!this.known.has(module) && interpreter) {
      interpreter.install([...this.source.packages.here.values()]);
      const { found, imported } = await interpreter.identifiers(module);
      if (found.length) this.known.set(module, found);
      // It has imported what the next program may not: that one gets another.
      if (imported) this.end(interpreter);
      this.settle();
    }
    return this.known.get(module) ?? [];
  }
}

/**
 * What is said of packages that come side by side.
 * @param {PackProgress[]} all
 * @returns {PackProgress}
 */
function together(all) {
  const sum = (/** @type {"loaded" | "total"} */ key) => all.reduce((n, one) => n + (one[key] ?? 0), 0);
  return { loaded: sum("loaded"), total: sum("total"), stalled: all.some(({ stalled }) => stalled) };
}

/**
 * A run that cannot be, or whose interpreter has ended.
 * @param {unknown} error
 * @returns {MessageOf<typeof EVENTS, "broken"> & {error: unknown}}
 */
const broken = (error) => ({ type: "broken", message: messageOf(error), error });
