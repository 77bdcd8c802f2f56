/** Requests to the server, which may stop sending without a word. */

const PATIENCE = 10_000; // milliseconds without a byte after which that is told

/** Why no runtime could be had: `kind` is "network", "status", "corrupt" or "compile". */
export class BootError extends Error {
  constructor(kind, file, cause) {
    super(`${file}: ${cause?.message ?? cause}`, { cause });
    Object.assign(this, { name: "BootError", kind, file });
  }
}

export class Line {
  /** @param {() => void} onStalled called when nothing has come for a while; more may still come */
  constructor(onStalled = () => {}, patience = PATIENCE) {
    Object.assign(this, { onStalled, patience, requests: new Set(), distrusted: new Set() });
  }

  /** Asks anew for all that is on its way. */
  retry() {
    for (const request of this.requests) request.control.abort();
  }

  /** The next request for `file` passes by the browser's cache, which may hold what is damaged. */
  distrust(file) {
    this.distrusted.add(file);
  }

  /**
   * @param {string} address
   * @param {string} file its name in errors
   * @param {{signal?: AbortSignal, onBytes?: (count: number) => void, early?: Promise<Response | null>}}
   *   options `onBytes` is told how many bytes have come, and takes them back with a negative number
   *   if they were in vain; `early` is a request that has been made already, or null if it failed
   * @returns {Promise<Uint8Array>}
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

  async attempt(address, file, request, { signal, onBytes, early }) {
    const abort = () => request.control.abort();
    signal?.addEventListener("abort", abort);
    this.requests.add(request);
    this.watch();
    try {
      const cache = this.distrusted.has(file) ? "reload" : "default";
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

  async read(response, request, onBytes) {
    const chunks = [];
    const reader = response.body.getReader();
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

/** Rejects when `signal` is aborted. */
const aborted = (signal) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

function joined(chunks, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
