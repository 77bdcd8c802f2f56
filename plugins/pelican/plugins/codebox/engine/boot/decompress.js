/**
 * Zstandard, which browsers do not unpack by themselves, in the thread that asks. A page has a worker
 * do it: see engine/unpacker.js.
 */

/** @import { ZSTDDecoder } from "zstddec" */
/**
 * @typedef {object} Unpacks
 * @property {() => Promise<unknown>} ready asked for again after a failure
 * @property {(bytes: Uint8Array<ArrayBuffer>, size: number) => Promise<Uint8Array<ArrayBuffer>>} unpack
 *   gives what is in one frame, `size` bytes, or an error if it is cut or damaged
 */

/** @type {Promise<ZSTDDecoder> | undefined} */
let decoder;

/** @type {Unpacks["unpack"]} */
async function unpack(bytes, size) {
  // It copies what it has unpacked, so this is no view of its memory.
  return sized(/** @type {Uint8Array<ArrayBuffer>} */ ((await ready()).decode(bytes, size)), size);
}

function ready() {
  decoder ??= load().catch((error) => {
    decoder = undefined;
    throw error;
  });
  return decoder;
}

async function load() {
  const { ZSTDDecoder } = await import("zstddec");
  const made = new ZSTDDecoder();
  await made.init();
  return made;
}

/** @type {Unpacks} */
export const here = { ready, unpack };

/**
 * @template {Uint8Array} T
 * @param {T} contents
 * @param {number} size
 */
export function sized(contents, size) {
  if (contents.length !== size) throw new Error("it is damaged");
  return contents;
}
