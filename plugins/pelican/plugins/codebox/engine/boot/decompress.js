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
const unpack = async (bytes, size) => decoded(await ready(), bytes, size);

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
 * @param {ZSTDDecoder} decoder
 * @param {Uint8Array<ArrayBuffer>} bytes one frame
 * @param {number} size of what is in it
 * @throws {Error} if the frame is cut or damaged
 */
export function decoded(decoder, bytes, size) {
  // It copies what it has unpacked, so this is no view of its memory.
  const contents = /** @type {Uint8Array<ArrayBuffer>} */ (decoder.decode(bytes, size));
  if (contents.length !== size) throw new Error("it is damaged");
  return contents;
}
