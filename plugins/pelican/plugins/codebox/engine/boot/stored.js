/**
 * Bytes that are kept for later lie in blobs: a browser holds them outside of the page's process, and
 * posts them to a worker without a copy.
 */

import { free } from "./free.js";

/**
 * Piece by piece: `Blob.arrayBuffer` would leave a second copy until garbage is collected.
 * @param {Blob} blob
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function read(blob) {
  const bytes = new Uint8Array(blob.size);
  const reader = blob.stream().getReader();
  let at = 0;
  for (let part; !(part = await reader.read()).done; free(part.value)) {
    bytes.set(part.value, at);
    at += part.value.length;
  }
  return bytes;
}
