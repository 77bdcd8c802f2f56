/**
 * Zstandard, which browsers do not unpack by themselves. The decoder is WebAssembly in a data: address,
 * so a policy for the page has to say `connect-src data:`.
 */

/** @import { ZSTDDecoder } from "zstddec" */
/** @typedef {<T>(load: () => Promise<T>) => Promise<T>} Lazy imports a module, again after a failure */

/** @type {Promise<ZSTDDecoder> | undefined} */
let decoder;

/**
 * @param {Uint8Array} bytes one frame
 * @param {number} size of what is in it
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 * @throws {Error} if the frame is cut or damaged
 */
export async function decompress(bytes, size) {
  // It copies what it has unpacked, so this is no view of shared memory.
  const contents = /** @type {Uint8Array<ArrayBuffer>} */ ((await ready()).decode(bytes, size));
  if (contents.length !== size) throw new Error("it is damaged");
  return contents;
}

/**
 * The decoder, asked for again after a failure; `lazy` imports it.
 * @param {Lazy} [lazy]
 */
export function ready(lazy = (load) => load()) {
  decoder ??= load(lazy).catch((error) => {
    decoder = undefined;
    throw error;
  });
  return decoder;
}

/** @param {Lazy} lazy */
async function load(lazy) {
  const { ZSTDDecoder } = await lazy(() => import("zstddec"));
  const made = new ZSTDDecoder();
  await made.init();
  return made;
}
