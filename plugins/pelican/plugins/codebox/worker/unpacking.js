/**
 * The side of a worker that unpacks files for the page: see engine/unpacker.js. The decoder of Zstandard
 * is WebAssembly in a data: address, so a policy for the page has to say `connect-src data:`.
 */

import { ZSTDDecoder } from "zstddec";
import { decoded } from "../engine/boot/decompress.js";
import { messageOf } from "../engine/errors.js";

/** @typedef {{bytes: Uint8Array<ArrayBuffer>, size: number}} Frame one, and how long it is unpacked */
/** @typedef {{bytes?: Uint8Array<ArrayBuffer>, error?: string}} Answer neither: the decoder is ready */
/**
 * @typedef {object} Scope a worker's
 * @property {((event: MessageEvent<Frame>) => void) | null} onmessage
 * @property {(answer: Answer, given: Transferable[]) => void} postMessage
 */

/** This module's own address, for the worker's script. */
export const address = import.meta.url;

/**
 * Answers frame after frame, in order.
 * @param {Scope} scope
 */
export async function start(scope) {
  /** @type {(answer: Answer, given?: Transferable[]) => void} */
  const post = (answer, given = []) => scope.postMessage(answer, given);
  const decoder = new ZSTDDecoder();
  scope.onmessage = ({ data }) => {
    try {
      const bytes = decoded(decoder, data.bytes, data.size);
      post({ bytes }, [bytes.buffer]);
    } catch (error) {
      post({ error: messageOf(error) });
    }
  };
  try {
    await decoder.init();
    post({});
  } catch (error) {
    post({ error: messageOf(error) });
  }
}
