/** One worker with Python in it, which runs one program and is ended. */

import { messageOf } from "./errors.js";
import { checked, EVENTS, ORDERS, REPORTS } from "./protocol.js";
import { starter } from "./scripts.js";

// What a run may send: the worker gathers what a program prints into far fewer messages.
const BURST = 20_000;
const RATE = 1; // messages per millisecond in the long run

/** @import { Pack } from "./boot/download.js" */
/** @import { State } from "./plan.js" */
/** @import { MessageOf, Report } from "./protocol.js" */
/** @typedef {MessageOf<typeof ORDERS>} Order */
/** @typedef {Omit<MessageOf<typeof ORDERS, "boot">, "type">} Beginning */
/** @typedef {{found: [identifier: string, kind: string][], imported: boolean}} Answer */
/** @typedef {Pick<Worker, "postMessage" | "terminate" | "onerror">} Thread what is used of a worker */
/** @typedef {(address: string) => Thread} NewThread makes one of the module at an address */

export class Interpreter {
  /** @type {State} */
  state;
  /** @type {string[]} what it has imported before a program does */
  modules = [];
  /** @type {Set<string>} names of those that it has been given */
  packs = new Set();
  /** @type {((answer: Answer) => void) | null} who waits for identifiers */
  answer = null;
  allowance = BURST;
  last = performance.now();
  /** @type {(message: Report) => void} */
  listener = () => {};
  booted = false; // it has waited at least once
  complete = false; // it lacks no function
  /** @type {Promise<unknown>} resolves to what went wrong with its start, or to nothing */
  started = Promise.resolve();
  /** @type {Thread | undefined} */
  worker;
  /** What is sent before the worker is there waits for it. */
  channel = new MessageChannel();
  port = this.channel.port1;
  blob = "";

  /**
   * @param {NewThread} newThread
   * @param {State} state
   */
  constructor(newThread, state) {
    this.newThread = newThread;
    this.state = state;
    const { promise, resolve, reject } = deferred();
    this.ready = promise;
    this.arrive = resolve;
    this.reject = reject;
    this.ready.catch(() => {}); // whoever waits for it is told
  }

  /**
   * @param {string} address of the worker's script
   * @param {Beginning} order
   */
  boot(address, order) {
    this.blob = starter(address);
    const worker = this.newThread(this.blob);
    this.worker = worker;
    this.port.onmessage = (event) => this.receive(event.data);
    this.port.onmessageerror = () => this.fail("a message that cannot be read");
    worker.onerror = (event) => {
      event.preventDefault();
      this.reject(scriptError(event)); // counts only before it is ready
      this.fail(event.message || "its worker did not start");
    };
    this.complete = order.parts?.complete ?? !order.manifest.split;
    worker.postMessage(checked(ORDERS, { type: "boot", ...order }), [this.channel.port2]);
  }

  /**
   * Code that has got hold of the port may send anything: nothing but what is due is believed.
   * @param {unknown} data
   */
  receive(data) {
    try {
      this.count();
      const message = checked(REPORTS, data);
      if (!this.due(message.type)) throw new TypeError(`a message ${message.type} at a wrong time`);
      this.hear(message);
    } catch (error) {
      if (this.state !== "ended") this.fail(`the program sent the page ${messageOf(error)}`);
    }
  }

  count() {
    const now = performance.now();
    this.allowance = Math.min(BURST, this.allowance + (now - this.last) * RATE) - 1;
    this.last = now;
    if (this.allowance < 0) throw new TypeError("more messages than it can read");
  }

  /** @param {Report["type"]} type */
  due(type) {
    if (type === "broken" || type === "incomplete") return true;
    if (this.state === "running") return type in EVENTS;
    return this.state === "starting" && type === (this.answer ? "identifiers" : "ready");
  }

  /** @param {Report} message */
  hear(message) {
    if (message.type === "ready") {
      this.state = "waiting";
      this.arrive();
    } else if (message.type === "identifiers") {
      this.state = "waiting";
      return this.answered(message);
    } else if (message.type === "broken") {
      this.reject(new Error(message.message));
    }
    return this.listener(message);
  }

  /** @param {Answer} message */
  answered(message) {
    const { answer } = this;
    this.answer = null;
    answer?.(message);
  }

  /** @param {string} message */
  fail(message) {
    this.port.onmessage = null;
    this.hear({ type: "broken", message });
  }

  /**
   * @param {Order} order
   * @param {Transferable[]} given what the page has no longer then
   */
  send(order, given = []) {
    this.port.postMessage(checked(ORDERS, order), given);
  }

  /**
   * Gives it a part of what it starts with. A message keeps what is copied into it until garbage is
   * collected; so it has bytes of its own.
   * @param {string} name
   * @param {unknown} value
   */
  part(name, value) {
    const own = value instanceof Uint8Array ? value.slice() : value;
    this.send({ type: "part", name, value: own }, own instanceof Uint8Array ? [own.buffer] : []);
  }

  /**
   * Notes that it has `packs` from now on; returns those that it had not.
   * @param {Pack[]} packs
   */
  given(packs) {
    const more = packs.filter(({ name }) => !this.packs.has(name));
    for (const { name } of more) this.packs.add(name);
    return more;
  }

  /**
   * Installs packages between two orders.
   * @param {Pack[]} packs
   */
  install(packs) {
    const more = this.given(packs);
    if (more.length) this.send({ type: "packs", packs: more });
  }

  /**
   * @param {Pack[]} packs
   * @param {string[]} modules
   */
  rehearse(packs, modules) {
    this.state = "starting";
    this.modules = modules;
    this.send({ type: "rehearse", packs: this.given(packs), modules });
  }

  /**
   * @param {string} code
   * @param {string} checker
   */
  run(code, checker) {
    this.state = "running";
    this.send({ type: "run", code, checker });
  }

  /**
   * The identifiers of a module, and whether it was imported for that; meanwhile it does not wait.
   * @param {string} module
   * @returns {Promise<Answer>}
   */
  identifiers(module) {
    this.state = "starting";
    this.send({ type: "identifiers", module });
    return new Promise((resolve) => (this.answer = resolve));
  }

  end() {
    this.state = "ended";
    this.listener = () => {};
    this.answered({ found: [], imported: false });
    this.reject(new Error("ended"));
    this.worker?.terminate();
    this.port.close();
    if (this.blob) URL.revokeObjectURL(this.blob);
  }
}

/** A promise with what settles it. */
function deferred() {
  /** @type {() => void} */
  let resolve = () => {};
  /** @type {(reason: unknown) => void} */
  let reject = () => {};
  /** @type {Promise<void>} */
  const promise = new Promise((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}

/** @param {ErrorEvent} event */
const scriptError = ({ message }) =>
  Object.assign(new Error(message || "its worker did not start"), {
    kind: "script",
    file: "A part of this page",
  });
