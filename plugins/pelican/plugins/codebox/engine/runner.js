/**
 * Interpreters for the boxes of a page: one that runs, and one that is warm for when it is stopped.
 *
 * Stop ends the worker, which no program can resist. All bytes are kept in the page, so that the next
 * worker starts without the network.
 */

import { checked, EVENTS, handling, ORDERS, REPORTS } from "./protocol.js";
import { Source } from "./source.js";

const PATIENCE = 150; // milliseconds in which a run has the processor to itself
const CALM = 1000; // milliseconds after which no run is on its way

/** One worker. */
class Interpreter {
  constructor(order, address) {
    const blob = new Blob([`import { start } from ${JSON.stringify(address)}; start(self);`], {
      type: "text/javascript",
    });
    this.blob = URL.createObjectURL(blob);
    this.worker = new Worker(this.blob, { type: "module" });
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.ready = new Promise((resolve, reject) => {
      this.listener = ({ type, message }) => {
        if (type === "ready") resolve(this);
        else if (type === "broken") reject(new Error(message));
      };
    });
    this.questions = [];
    this.port.onmessage = ({ data }) => this.receive(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail(event.message || "its worker did not start");
    };
    this.worker.postMessage(checked(ORDERS, { type: "boot", ...order }), [port2]);
  }

  /** A message that is none comes from code that has got hold of the port: it gets no second one. */
  receive(data) {
    try {
      const message = checked(REPORTS, data);
      if (message.type === "identifiers") this.questions.shift()?.(message.found);
      else this.listener?.(message);
    } catch (error) {
      this.port.onmessage = null;
      this.fail(error.message);
    }
  }

  fail(message) {
    this.listener?.({ type: "broken", message });
  }

  send(type, message) {
    this.port.postMessage(checked(ORDERS, { type, ...message }));
  }

  /** The identifiers of a module; asked of an interpreter that waits. */
  identifiers(module) {
    this.send("identifiers", { module });
    return new Promise((resolve) => this.questions.push(resolve));
  }

  end() {
    for (const answer of this.questions) answer([]);
    this.listener = null;
    this.worker.terminate();
    this.port.close();
    URL.revokeObjectURL(this.blob);
  }
}

export class Pool {
  /**
   * @param {string} base absolute address of the runtime's folder, ending in a slash
   * @param {(error: Error) => string} reason its words; not imported here, for what two bundles share
   *   is a third, that the page would wait for before it is painted
   */
  constructor(base, reason) {
    Object.assign(this, { reason, source: new Source(base), idle: [], live: new Set(), jobs: new Set() });
    this.watchers = new Set();
    this.known = new Map();
  }

  report(stage, more = {}) {
    for (const watch of this.watchers) watch(stage, more);
  }

  /** Resolves when an interpreter waits; downloads and starts one for `code` if there is none. */
  warm(code = "") {
    return this.idle.length ? Promise.resolve() : this.another(code);
  }

  another(code) {
    return (this.starting ??= this.start(code).finally(() => (this.starting = null)));
  }

  /** Starts a spare worker soon, for when the one that runs, or will, is stopped. */
  spare(code, rest = PATIENCE) {
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      const wanted = this.jobs.size ? 1 : 2;
      if (this.idle.length < wanted) this.another(code).catch(() => {}); // a run will say what is wrong
    }, rest);
  }

  async start(code) {
    const [order, { address }] = await Promise.all([this.source.order(), import("../worker/worker.js")]);
    const interpreter = new Interpreter({ ...order, code }, address);
    this.live.add(interpreter);
    try {
      await this.deliver(interpreter, code);
      await interpreter.ready;
    } catch (error) {
      this.end(interpreter);
      if (!this.source.here) this.source.abort();
      throw error;
    }
    for (const pack of this.source.packs.values()) this.forward(interpreter, pack);
    this.release(interpreter);
    this.report("ready");
    // A phone has less memory, and whoever scrolls touches the box: there only a run asks for two.
    if (matchMedia("(hover: hover)").matches) this.spare(code, CALM);
  }

  /** The first worker starts while its parts are on their way; it may fail before they are here. */
  async deliver(interpreter, code) {
    const onProgress = (bytes) => this.report("loading", bytes);
    const onPart = (name, value) => interpreter.send("part", { name, value });
    await Promise.race([this.source.fetch(code, onProgress, onPart), interpreter.ready]);
    this.report("starting");
  }

  /** Packages that came earlier go to this interpreter too. */
  async forward(interpreter, pack) {
    try {
      interpreter.send("packs", { packs: [await pack] });
    } catch {
      // asked for again by the run that needs it, which then says what is wrong
    }
  }

  release(interpreter) {
    interpreter.listener = ({ type }) => {
      if (type !== "broken") return;
      this.idle = this.idle.filter((other) => other !== interpreter);
      this.end(interpreter);
    };
    this.idle.push(interpreter);
    while (this.idle.length > 2) this.end(this.idle.pop());
  }

  end(interpreter) {
    this.live.delete(interpreter);
    interpreter.end();
  }

  /**
   * Runs `code`; `handlers` has a function for each of the protocol's events, of which `broken` comes
   * also when the code cannot be run. The interpreter of foreign code is not used again: whatever it
   * has changed there goes with it.
   * @returns {{stop: () => void}}
   */
  run(code, handlers, foreign = false) {
    handling(EVENTS, handlers);
    const listen = ({ type, ...message }) => handlers[type](message);
    const job = { code, listen, foreign, interpreter: null, stop: () => this.stop(job) };
    this.jobs.add(job);
    this.begin(job);
    return job;
  }

  async begin(job) {
    try {
      while (!this.idle.length) await this.warm(job.code);
    } catch (error) {
      if (this.jobs.delete(job)) job.listen({ type: "broken", message: error.message, error });
      return;
    }
    if (!this.jobs.has(job)) return; // stopped while it loaded
    job.interpreter = this.idle.shift();
    job.interpreter.listener = (message) => this.hear(job, message);
    job.interpreter.send("run", { code: job.code });
    this.spare(job.code);
  }

  hear(job, message) {
    if (message.type === "need") this.supply(job, message.packs);
    if (message.type === "done") {
      this.jobs.delete(job);
      if (job.foreign) this.replace(job);
      else this.release(job.interpreter);
    } else if (message.type === "broken") {
      this.jobs.delete(job);
      this.replace(job);
    }
    job.listen(message);
  }

  async supply(job, names) {
    try {
      const packs = [];
      for (const name of names) {
        const onProgress = (bytes) => job.listen({ type: "need", packs: [name], ...bytes });
        packs.push(await this.source.pack(name, onProgress));
      }
      job.interpreter.send("packs", { packs });
    } catch (error) {
      job.interpreter.send("failed", { message: this.reason(error) });
    }
  }

  stop(job) {
    if (!this.jobs.delete(job)) return;
    if (job.interpreter) this.replace(job);
    else if (!this.jobs.size && !this.source.here) this.source.abort();
  }

  /** Fetches a package that is likely to be wanted, and hands it to all interpreters. */
  ahead(name) {
    if (!this.source.manifest?.packs?.[name] || this.source.packs.has(name)) return;
    const pack = this.source.pack(name);
    for (const interpreter of this.live) this.forward(interpreter, pack);
  }

  /** The identifiers of a module, for completion; none while no interpreter waits. */
  async identifiers(module) {
    if (!this.known.has(module) && this.idle.length) {
      const found = await this.idle[0].identifiers(module);
      if (found.length) this.known.set(module, found);
    }
    return this.known.get(module) ?? [];
  }

  replace({ interpreter, code }) {
    this.end(interpreter);
    this.warm(code).catch(() => {}); // the next run asks again and says what is wrong
    this.spare(code);
  }
}
