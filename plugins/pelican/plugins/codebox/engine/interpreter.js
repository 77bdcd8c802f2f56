/** One worker with Python in it, which runs one program and is ended. */

import { checked, EVENTS, ORDERS, REPORTS } from "./protocol.js";

// What a run may send: the worker gathers what a program prints into far fewer messages.
const BURST = 20_000;
const RATE = 1; // messages per millisecond in the long run

export class Interpreter {
  /** It is "starting" until it says that it is "waiting"; later it is "running" and then "ended". */
  constructor() {
    Object.assign(this, { state: "starting", modules: [], packs: new Set(), answer: null });
    Object.assign(this, { allowance: BURST, last: performance.now() });
    this.ready = new Promise((resolve, reject) => Object.assign(this, { arrive: resolve, reject }));
    this.ready.catch(() => {}); // whoever waits for it is told
    this.listener = () => {};
  }

  /**
   * @param {string} address of the worker's script
   * @param {{base: string, manifest: object, parts?: object, packs: object[]}} order
   */
  boot(address, order) {
    const blob = new Blob([`import { start } from ${JSON.stringify(address)}; start(self);`], {
      type: "text/javascript",
    });
    this.blob = URL.createObjectURL(blob);
    this.worker = new Worker(this.blob, { type: "module" });
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.port.onmessage = (event) => this.receive(event.data);
    this.port.onmessageerror = () => this.fail("a message that cannot be read");
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.reject(scriptError(event)); // counts only before it is ready
      this.fail(event.message || "its worker did not start");
    };
    this.given(order.packs);
    this.worker.postMessage(checked(ORDERS, { type: "boot", ...order }), [port2]);
  }

  /** Code that has got hold of the port may send anything: nothing but what is due is believed. */
  receive(data) {
    try {
      this.count();
      const message = checked(REPORTS, data);
      if (!this.due(message.type)) throw new TypeError(`a message ${message.type} at a wrong time`);
      this.hear(message);
    } catch (error) {
      if (this.state !== "ended") this.fail(`the program sent the page ${error.message}`);
    }
  }

  count() {
    const now = performance.now();
    this.allowance = Math.min(BURST, this.allowance + (now - this.last) * RATE) - 1;
    this.last = now;
    if (this.allowance < 0) throw new TypeError("more messages than it can read");
  }

  due(type) {
    if (type === "broken") return true;
    if (this.state === "running") return type in EVENTS;
    return this.state === "starting" && type === (this.answer ? "identifiers" : "ready");
  }

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

  answered(message) {
    const { answer } = this;
    this.answer = null;
    answer?.(message);
  }

  fail(message) {
    if (this.port) this.port.onmessage = null;
    this.hear({ type: "broken", message });
  }

  send(type, message) {
    this.port.postMessage(checked(ORDERS, { type, ...message }));
  }

  given(packs) {
    for (const { name } of packs) this.packs.add(name);
  }

  /** Installs packages between two orders. */
  install(packs) {
    const more = packs.filter(({ name }) => !this.packs.has(name));
    this.given(more);
    if (more.length) this.send("packs", { packs: more });
  }

  rehearse(packs, modules) {
    const more = packs.filter(({ name }) => !this.packs.has(name));
    this.state = "starting";
    this.modules = modules;
    this.given(more);
    this.send("rehearse", { packs: more, modules });
  }

  run(code) {
    this.state = "running";
    this.send("run", { code });
  }

  /** The identifiers of a module, and whether it was imported for that; meanwhile it does not wait. */
  identifiers(module) {
    this.state = "starting";
    this.send("identifiers", { module });
    return new Promise((resolve) => (this.answer = resolve));
  }

  end() {
    this.state = "ended";
    this.listener = () => {};
    this.answered({ found: [], imported: false });
    this.reject(new Error("ended"));
    this.worker?.terminate();
    this.port?.close();
    if (this.blob) URL.revokeObjectURL(this.blob);
  }
}

const scriptError = ({ message }) =>
  Object.assign(new Error(message || "its worker did not start"), {
    kind: "script",
    file: "A part of this page",
  });
