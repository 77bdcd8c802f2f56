/**
 * Unpacks files in a worker of its own: meanwhile the page answers whoever presses something, and the
 * decoder's memory, which never shrinks, goes with the worker.
 */

import { starter } from "./scripts.js";

/** @import { Answer, Frame } from "../worker/unpacking.js" */
/** @typedef {{resolve: (answer: Answer) => void, reject: (reason: unknown) => void}} Asker */

export class Unpacker {
  /** @type {Promise<Worker> | undefined} once its decoder is ready */
  starting;
  /** @type {Worker | undefined} */
  worker;
  /** @type {Asker[]} those who wait for an answer, in its order */
  waiting = [];
  ended = false;
  blob = "";

  /** @param {() => Promise<string>} script gives the address of the worker's */
  constructor(script) {
    this.script = script;
  }

  /** The worker, asked for again after a failure. */
  ready() {
    this.starting ??= this.start().catch((error) => {
      this.dismiss(error);
      throw error;
    });
    return this.starting;
  }

  /** @returns {Promise<Worker>} */
  async start() {
    const script = await this.script();
    if (this.ended) throw new Error("ended");
    this.blob = starter(script);
    const worker = new Worker(this.blob, { type: "module", name: "unpacking" });
    this.worker = worker;
    worker.onmessage = ({ data }) => this.waiting.shift()?.resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.dismiss(new Error(event.message || "its worker did not start"));
    };
    await this.answer();
    return worker;
  }

  /**
   * @param {Uint8Array<ArrayBuffer>} bytes one frame
   * @param {number} size of what is in it
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   * @throws {Error} if the frame is cut or damaged
   */
  async unpack(bytes, size) {
    const worker = await this.ready();
    /** @type {Frame} */
    const frame = { bytes, size };
    worker.postMessage(frame);
    return /** @type {Uint8Array<ArrayBuffer>} */ ((await this.answer()).bytes);
  }

  /** @returns {Promise<Answer>} the next that nobody waits for yet */
  async answer() {
    /** @type {Answer} */
    const answer = await new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  /** @param {unknown} reason what those are told who still wait */
  dismiss(reason) {
    this.starting = undefined;
    this.worker?.terminate();
    this.worker = undefined;
    if (this.blob) URL.revokeObjectURL(this.blob);
    for (const { reject } of this.waiting.splice(0)) reject(reason);
  }

  end() {
    this.ended = true;
    this.dismiss(new Error("ended"));
  }
}
