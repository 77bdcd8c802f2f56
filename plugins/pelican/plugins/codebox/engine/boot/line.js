/** Requests to the server, which may stop sending without a word. */

import { messageOf } from "../errors.js";
import { free } from "./free.js";

const PATIENCE = 10_000; // milliseconds without a byte after which that is told

/** Why no runtime could be had. */
export class BootError extends Error {
  /** @override */
  name = "BootError";

  /**
   * @param {Kind} kind
   * @param {string} file
   * @param {unknown} cause an error, or the status of an answer
   *
   * @typedef {"network" | "status" | "corrupt" | "compile" | "script"} Kind
   */
  constructor(kind, file, cause) {
    super(`${file}: ${messageOf(cause)}`, { cause });
    this.kind = kind;
    this.file = file;
  }
}

/** @typedef {{control: AbortController, received: number}} Request one that is on its way */
/**
 * @typedef {object} Options
 * @property {AbortSignal} [signal]
 * @property {(count: number) => void} [onBytes] is told how many bytes have come, and takes them back
 *   with a negative number if they were in vain
 * @property {Promise<Response | null> | null} [early] a request that has been made already; it
 *   resolves to null if it failed
 */

export class Line {
  /** @type {Set<Request>} */
  requests = new Set();
  /** @type {Set<string>} files that came damaged */
  distrusted = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;

  /**
   * @param {() => void} onStalled called when nothing has come for a while; more may still come
   * @param {number} patience milliseconds
   */
  constructor(onStalled = () => {}, patience = PATIENCE) {
    this.onStalled = onStalled;
    this.patience = patience;
  }

  /** Asks anew for all that is on its way. */
  retry() {
    for (const request of this.requests) request.control.abort();
  }

  /**
   * The next request for `file` passes by the browser's cache, which may hold what is damaged.
   * @param {string} file
   */
  distrust(file) {
    this.distrusted.add(file);
  }

  /**
   * @param {string} address
   * @param {string} file its name in errors
   * @param {Options} options
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   * @throws {BootError} of kind "network" or "status"
   */
  async get(address, file, { signal, onBytes = () => {}, early = null } = {}) {
    for (let first = early; ; first = null) {
      signal?.throwIfAborted();
      const request = { control: new AbortController(), received: 0 };
      try {
        return await this.attempt(address, file, request, { signal, onBytes, early: first });
      } catch (error) {
        onBytes(-request.received);
        signal?.throwIfAborted();
        if (request.control.signal.aborted) continue; // asked anew
        throw error instanceof BootError ? error : new BootError("network", file, error);
      }
    }
  }

  /**
   * @param {string} address
   * @param {string} file
   * @param {Request} request
   * @param {Options & {onBytes: (count: number) => void}} options
   */
  async attempt(address, file, request, { signal, onBytes, early }) {
    const abort = () => request.control.abort();
    signal?.addEventListener("abort", abort);
    this.requests.add(request);
    this.watch();
    try {
      const cache = this.distrusted.has(file) ? "reload" : "default";
      /** @type {RequestInit} */
      const how = { signal: request.control.signal, credentials: "same-origin", cache };
      const there = await Promise.race([early, aborted(request.control.signal)]);
      const response = there ?? (await fetch(address, how));
      if (!response.ok) throw new BootError("status", file, response.status);
      return await this.read(response, request, onBytes);
    } finally {
      signal?.removeEventListener("abort", abort);
      this.requests.delete(request);
      this.watch();
    }
  }

  /**
   * @param {Response} response
   * @param {Request} request
   * @param {(count: number) => void} onBytes
   */
  async read(response, request, onBytes) {
    const chunks = [];
    const reader = /** @type {NonNullable<Response["body"]>} */ (response.body).getReader();
    for (let part; !(part = await reader.read()).done; ) {
      chunks.push(part.value);
      request.received += part.value.length;
      this.watch();
      onBytes(part.value.length);
    }
    return joined(chunks, request.received);
  }

  /** Something has come, or is not waited for any more. */
  watch() {
    clearTimeout(this.timer);
    if (this.requests.size) this.timer = setTimeout(this.onStalled, this.patience);
  }
}

/**
 * Rejects when `signal` is aborted.
 * @param {AbortSignal} signal
 * @returns {Promise<never>}
 */
const aborted = (signal) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

/**
 * @param {Uint8Array<ArrayBuffer>[]} chunks which are gone then
 * @param {number} size of all
 */
function joined(chunks, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
    free(chunk);
  }
  return bytes;
}
