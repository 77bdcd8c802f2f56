/**
 * Interpreters for the boxes of a page: each runs one program and is ended with it, so that every
 * program begins where none has run. The next one starts meanwhile, and imports beforehand what the
 * program imports, since the next program is likely to be the same with a few changes.
 *
 * Stop ends the worker, which no program can resist. All bytes are kept in the page, so that the next
 * worker starts without the network.
 */

import { lacking, rehearsable } from "./boot.js";
import { Interpreter } from "./interpreter.js";
import { forNext, forRun } from "./plan.js";
import { EVENTS, handling } from "./protocol.js";
import { Source } from "./source.js";

const PATIENCE = 150; // milliseconds in which a run has the processor to itself
const CALM = 1000; // milliseconds after which no run is on its way

export class Pool {
  /**
   * @param {string} base absolute address of the runtime's folder, ending in a slash
   * @param {{lazy: Function, diagnosed: Function, early?: Promise<Response | null>}} page what the
   *   page's own script has, see lazy.js, and the manifest, if it is on its way; an import here would
   *   add a chunk that the page loads before it is shown
   */
  constructor(base, page) {
    const onStalled = (bytes) => this.report("stalled", bytes);
    Object.assign(this, { page, source: new Source(base, page, onStalled), code: "" });
    Object.assign(this, { live: new Set(), jobs: new Set(), watchers: new Set(), known: new Map() });
    // A phone has less memory: there the next interpreter starts when the last has ended.
    this.room = matchMedia("(hover: hover)").matches ? 2 : 1;
  }

  report(stage, more = {}) {
    for (const watch of this.watchers) watch(stage, more);
  }

  /** Those in which no program has run. */
  get idle() {
    return [...this.live].filter(({ state }) => state === "waiting");
  }

  /** What a run of `code` would wait for first, as a state of the box. */
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
   * @returns {{stop: () => void}}
   */
  run(code, handlers, checker = "") {
    handling(EVENTS, handlers);
    const listen = ({ type, ...message }) => handlers[type](message);
    const job = { code, checker, listen, interpreter: null, begun: false, stop: () => this.stop(job) };
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

  provide(job) {
    const { use, end, start, full } = forRun([...this.live], this.imports(job.code), this.room);
    if (use) this.begin(job, use);
    if (end) this.end(end);
    if (start) this.start();
    if (full) job.listen({ type: "waiting" });
  }

  prepare() {
    const modules = this.imports(this.code);
    const act = ({ rehearse, end, start }) => {
      if (rehearse) rehearse.rehearse([...this.source.here.values()], modules);
      if (end) this.end(end);
      if (start) this.start();
    };
    const next = () => forNext([...this.live], modules, this.room);
    const { start, end } = next();
    const rest = this.busy.length ? PATIENCE : start && !end && !this.ran ? CALM : 0;
    if (rest) this.later = setTimeout(() => act(next()), rest);
    else act(next());
  }

  /** What may be imported before `code` does, of what is here. */
  imports(code) {
    const { manifest, here } = this.source;
    if (!manifest || this.plain) return [];
    const found = rehearsable(manifest, code);
    return found.filter((name) => packsFor(manifest, name).every((pack) => here.has(pack)));
  }

  begin(job, interpreter) {
    this.ran = true;
    job.interpreter = interpreter;
    interpreter.listener = (message) => this.hear(job, message);
    if (job.packs) interpreter.install(job.packs);
    interpreter.run(job.code, job.checker);
  }

  hear(job, message) {
    if (message.type === "running") job.begun = true;
    if (message.type === "need") return this.supply(job, message.packs);
    if (message.type === "done" || message.type === "broken") {
      this.jobs.delete(job);
      this.end(job.interpreter);
      this.settle();
    }
    return job.listen(message);
  }

  /** Gets packages for a run. One that has begun already begins again, where nothing has run yet. */
  async supply(job, names) {
    const { interpreter } = job;
    try {
      job.packs = await this.packs(job, names);
    } catch (error) {
      if (this.jobs.has(job)) this.hear(job, { type: "broken", message: error.message, error });
      return;
    }
    if (!this.jobs.has(job)) return;
    if (!job.begun) return interpreter.install(job.packs);
    this.end(interpreter);
    Object.assign(job, { interpreter: null, begun: false });
    this.settle();
  }

  async packs(job, names) {
    const { manifest, here } = this.source;
    const given = job.interpreter.packs;
    const wrong = names.find((name) => !Object.hasOwn(manifest.packs, name) || given.has(name));
    if (wrong !== undefined) throw new Error("a package that there is not");
    const packs = [];
    for (const name of names) {
      const onProgress = (bytes) => job.listen({ type: "need", packs: [name], ...bytes });
      packs.push(here.get(name) ?? (await this.source.pack(name, onProgress)));
    }
    return packs;
  }

  /** Starts one interpreter; resolves to what went wrong, or to nothing. */
  start() {
    const interpreter = new Interpreter();
    this.live.add(interpreter);
    interpreter.started = this.bring(interpreter).then(
      () => undefined,
      (error) => this.failed(interpreter, error),
    );
    return interpreter.started;
  }

  async bring(interpreter) {
    const [order, script] = await Promise.all([this.source.order(), this.source.script()]);
    if (interpreter.state === "ended") return;
    interpreter.listener = (message) => this.idles(interpreter, message);
    interpreter.boot(script, order);
    await this.deliver(interpreter);
    await interpreter.ready;
  }

  /** The first worker starts while its parts are on their way; it may fail before they are here. */
  async deliver(interpreter) {
    const onProgress = (bytes) => this.report("loading", bytes);
    const onPart = (name, value) => interpreter.send("part", { name, value });
    const fetched = this.source.fetch(this.code, onProgress, onPart);
    interpreter.given(await Promise.race([fetched, interpreter.ready.then(() => fetched)]));
    this.report("starting");
  }

  /** An error of the start is every waiting job's; where nobody waits, that of whoever warmed. */
  failed(interpreter, error) {
    if (interpreter.state === "ended") return undefined; // given up
    this.end(interpreter);
    if (!this.source.whole) this.source.abort();
    const waiting = [...this.jobs].filter((job) => !job.interpreter);
    if (waiting.length && this.busy.length) return undefined; // they wait for those that run
    for (const job of waiting) this.jobs.delete(job);
    for (const job of waiting) job.listen({ type: "broken", message: error.message, error });
    return error;
  }

  /** What an interpreter says in which no program runs. */
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

  end(interpreter) {
    this.live.delete(interpreter);
    interpreter.end();
  }

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

  /** Fetches a package that is likely to be wanted, and hands it to all that wait. */
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

  /** The identifiers of a module, for completion; none while no interpreter waits. */
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

/** The packs that a module comes with, and those that these need. */
const packsFor = (manifest, module) => lacking({ installed: new Set() }, [module], manifest);
