/**
 * From downloaded bytes to a Python that has NumPy imported; the one way in for the code box.
 *
 * `download` and `downloadPack` run in the page or in a worker: they fetch, unpack and compile. What
 * they return can be posted, so that the next worker starts without a download. `boot`, `missing` and
 * `install` run in the worker. Only `boot` may fetch, and only when a snapshot fails: it comes before
 * the cage is closed.
 */

import { PARTS, constants, downloadPlain, downloadWhole } from "./boot/download.js";
import { isTrap } from "./boot/functions.js";
import { startPlain, startSnapshot } from "./boot/start.js";
import { messageOf } from "./errors.js";

export { COLD, SPLIT } from "./boot/delivery.js";
export {
  download,
  downloadPack,
  downloadWhole,
  fetchAhead,
  readManifest,
} from "./boot/download.js";
export { free } from "./boot/free.js";
export { isTrap } from "./boot/functions.js";
export { BootError, Line } from "./boot/line.js";
export { install, lacking, likely, missing, rehearsable } from "./boot/packs.js";

/** @import { Arrivals, ArrivingParts, Eventually, Place } from "./boot/download.js" */
/** @import { Runtime } from "./boot/start.js" */

/**
 * @param {ArrivingParts} parts what `download` returned, or `arriving().parts`
 * @returns {Promise<Runtime & {reason?: string}>} `reason` tells why a snapshot was passed over
 * @throws {Error} for which `isTrap` holds, if a function is wanted that `parts` lack
 */
export async function boot(parts) {
  if (!parts.memory) {
    return startPlain({ ...parts, start: (await parts.start) ?? (await downloadPlain(parts)) });
  }
  try {
    return await startSnapshot(parts);
  } catch (error) {
    if (!parts.complete && isTrap(error)) throw error;
    // Snapshots are an experimental feature of Pyodide; the plain start is slower and always works.
    const [start, whole] = await Promise.all([
      downloadPlain(parts),
      parts.complete ? {} : downloadWhole(parts),
    ]);
    return { ...(await startPlain({ ...parts, ...whole, start })), reason: messageOf(error) };
  }
}

/**
 * Parts that come one by one: the worker starts with what is there.
 *
 * @param {Place} options as for `download`
 * @returns {Arrival} parts for `boot`, and what to call with each part that `download` hands to `onPart`
 *
 * @typedef {{parts: ArrivingParts, put: (name: string, value: unknown) => void}} Arrival
 */
export function arriving(options) {
  /** @type {Record<string, (value: unknown) => void>} */
  const receivers = {};
  const awaited = PARTS.map((name) => [
    name,
    new Promise((resolve) => (receivers[name] = resolve)),
  ]);
  const parts = /** @type {Eventually<Arrivals>} */ (Object.fromEntries(awaited));
  return {
    parts: { ...constants(options), ...parts },
    put: (name, value) => receivers[name](value),
  };
}
