/**
 * Interpreters for the boxes of a page: each runs one program and is ended with it, so that every
 * program begins where none has run. The next one starts meanwhile, and imports beforehand what the
 * program imports, since the next program is likely to be the same with a few changes.
 *
 * Stop ends the worker, which no program can resist. All bytes are kept in the page, so that the next
 * worker starts without the network.
 */

import { lacking, rehearsable } from "./boot.js";
import { messageOf } from "./errors.js";
import { Interpreter } from "./interpreter.js";
import { forNext, forRun } from "./plan.js";
import { EVENTS, handle, handling } from "./protocol.js";
import { Source } from "./source.js";

const PATIENCE = 150; // milliseconds in which a run has the processor to itself
const CALM = 1000; // milliseconds after which no run is on its way

/** @import { Manifest, Pack, Progress } from "./boot/download.js" */
/** @import { NewThread } from "./interpreter.js" */
/** @import { Event, Handlers, MessageOf, Report } from "./protocol.js" */
/** @import { Page } from "./source.js" */
/** @typedef {"loading" | "stalled" | "starting" | "ready" | "running"} Stage a state of the box */
/** @typedef {(stage: Stage, more: Partial<Progress>) => void} Watcher */
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

/** @type {NewThread} */
const newWorker = (address) => new Worker(address, { type: "module" });

export class Pool {
  /** @type {Set<Interpreter>} */
  live = new Set();
  /** @type {Set<Job>} */
  jobs = new Set();
  /** @type {Set<Watcher>} */
  watchers = new Set();
  /** @type {Map<string, [identifier: string, kind: string][]>} identifiers by module */
  known = new Map();
  code = ""; // that is likely to run next
  ran = false; // a program has
  plain = false; // nothing is imported before a program does
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  later;

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

  /**
   * What a run of `code` would wait for first.
   * @param {string} code
   * @returns {Stage}
   */
  stage(code) {
    if (forRun([...this.live], this.imports(code), this.room).use) return "running";
    return this.source.whole ? "starting" : "loading";
  }

  get busy() {
    return [...this.live].filter(({ state }) => state === "running");
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

  /** Gives jobs their interpreters, and has the next one made ready; called at every change. */
  settle() {
    clearTimeout(this.later);
    for (const job of this.jobs) if (!job.interpreter) this.provide(job);
    const wanting = [...this.jobs].some((job) => !job.interpreter);
    if (!wanting && this.source.whole) this.prepare();
  }

  /** @param {Job} job */
  provide(job) {
    const { use, end, start, full } = forRun([...this.live], this.imports(job.code), this.room);
    if (use) this.begin(job, use);
    if (end) this.end(end);
    if (start) this.start();
    if (full) job.listen({ type: "waiting" });
  }

  prepare() {
    const modules = this.imports(this.code);
    const next = () => forNext([...this.live], modules, this.room);
    const act = () => {
      const { rehearse, end, start } = next();
      rehearse?.rehearse([...this.source.here.values()], modules);
      if (end) this.end(end);
      if (start) this.start();
    };
    const { start, end } = next();
    const rest = this.busy.length ? PATIENCE : start && !end && !this.ran ? CALM : 0;
    if (rest) this.later = setTimeout(act, rest);
    else act();
  }

  /**
   * What may be imported before `code` does, of what is here.
   * @param {string} code
   */
  imports(code) {
    const { manifest, here } = this.source;
    if (!manifest || this.plain) return [];
    const found = rehearsable(manifest, code);
    return found.filter((name) => packsFor(manifest, name).every((pack) => here.has(pack)));
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
   * @param {Job} job
   * @param {Interpreter} interpreter
   * @param {string[]} names
   */
  async packs(job, interpreter, names) {
    const { here } = this.source;
    const { manifest } = this.source.place();
    const given = interpreter.packs;
    const wrong = names.find((name) => !Object.hasOwn(manifest.packs, name) || given.has(name));
    if (wrong !== undefined) throw new Error("a package that there is not");
    const packs = [];
    for (const name of names) {
      const onProgress = (/** @type {Partial<Progress> & {stalled?: boolean}} */ bytes) =>
        job.listen({ type: "need", packs: [name], ...bytes });
      packs.push(here.get(name) ?? (await this.source.pack(name, onProgress)));
    }
    return packs;
  }

  /** Starts one interpreter; resolves to what went wrong, or to nothing. */
  start() {
    const interpreter = new Interpreter(this.newThread);
    this.live.add(interpreter);
    interpreter.started = this.bring(interpreter).then(
      () => undefined,
      (error) => this.failed(interpreter, error),
    );
    return interpreter.started;
  }

  /** @param {Interpreter} interpreter */
  async bring(interpreter) {
    const [order, script] = await Promise.all([this.source.order(), this.source.script()]);
    if (interpreter.state === "ended") return;
    interpreter.listener = (message) => this.idles(interpreter, message);
    interpreter.boot(script, order);
    await this.deliver(interpreter);
    await interpreter.ready;
  }

  /**
   * The first worker starts while its parts are on their way; it may fail before they are here.
   * @param {Interpreter} interpreter
   */
  async deliver(interpreter) {
    const fetched = this.source.fetch(
      this.code,
      (bytes) => this.report("loading", bytes),
      (name, value) => interpreter.send({ type: "part", name, value }),
    );
    interpreter.given(await Promise.race([fetched, interpreter.ready.then(() => fetched)]));
    this.report("starting");
  }

  /**
   * An error of the start is every waiting job's; where nobody waits, that of whoever warmed.
   * @param {Interpreter} interpreter
   * @param {unknown} error
   */
  failed(interpreter, error) {
    if (interpreter.state === "ended") return undefined; // given up
    this.end(interpreter);
    if (!this.source.whole) this.source.abort();
    const waiting = [...this.jobs].filter((job) => !job.interpreter);
    if (waiting.length && this.busy.length) return undefined; // they wait for those that run
    for (const job of waiting) this.jobs.delete(job);
    for (const job of waiting) job.listen(broken(error));
    return error;
  }

  /**
   * What an interpreter says in which no program runs.
   * @param {Interpreter} interpreter
   * @param {Report} message
   */
  idles(interpreter, { type }) {
    if (type === "broken") {
      if (!interpreter.booted) return; // a failed start, which is told
      this.plain = true; // what it was to import has killed it: that is left to the program
      this.end(interpreter);
    }
    interpreter.booted = true;
    this.settle();
    if (interpreter.state === "waiting") this.report("ready");
  }

  /** @param {Interpreter} interpreter */
  end(interpreter) {
    this.live.delete(interpreter);
    interpreter.end();
  }

  /** @param {Job} job */
  stop(job) {
    if (!this.jobs.delete(job)) return;
    if (job.interpreter) this.end(job.interpreter);
    else if (!this.jobs.size && !this.source.whole) this.abort();
    if (this.source.whole) this.settle();
  }

  abort() {
    for (const interpreter of this.live) this.end(interpreter);
    this.source.abort();
  }

  /** Asks anew for what has stalled. */
  retry() {
    this.source.retry();
  }

  /**
   * Fetches a package that is likely to be wanted, and hands it to all that wait.
   * @param {string} name
   */
  async ahead(name) {
    const { manifest, here } = this.source;
    if (!manifest || !Object.hasOwn(manifest.packs, name) || here.has(name)) return;
    try {
      const pack = await this.source.pack(name);
      for (const interpreter of this.idle) interpreter.install([pack]);
    } catch {
      // asked for again by the run that needs it, which then says what is wrong
    }
  }

  /**
   * The identifiers of a module, for completion; none while no interpreter waits.
   * @param {string} module
   */
  async identifiers(module) {
    const [interpreter] = this.idle;
    if (!this.known.has(module) && interpreter) {
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
 * A run that cannot be, or whose interpreter has ended.
 * @param {unknown} error
 * @returns {MessageOf<typeof EVENTS, "broken"> & {error: unknown}}
 */
const broken = (error) => ({ type: "broken", message: messageOf(error), error });

/**
 * The packs that a module comes with, and those that these need.
 * @type {(manifest: Manifest, module: string) => string[]}
 */
const packsFor = (manifest, module) => lacking({ installed: new Set() }, [module], manifest);
