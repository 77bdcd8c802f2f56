/**
 * Tables of the C library that are left over when the function that reads them is not linked: what
 * takes functions out of WebAssembly leaves their data in.
 *
 * A table is known by its first values and has the size of its declaration. It goes only if no number
 * in any function could be an address in it.
 */

import { data, functions } from "../engine/boot/functions.js";
import { GLOBAL_BASE } from "./memory.mjs";

// What iconv reads, in musl's src/locale: the first values, of 16 bits, and how many there are.
const TABLES = [
  { first: [0x4e02, 0x4e04, 0x4e05, 0x4e06, 0x4e0f], count: 126 * 190 }, // gb18030.h
  { first: [0x3000, 0x3001, 0x3002, 0xff0c, 0xff0e], count: 84 * 94 }, // jis0208.h
  { first: [0x3000, 0xff0c, 0x3001, 0x3002, 0xff0e], count: 89 * 157 }, // big5.h
  { first: [0x3000, 0x3001, 0x3002, 0x00b7, 0x02c9], count: 93 * 94 }, // ksc.h
];
// Instructions with numbers: a constant; a load or a store, which has two.
const [CONSTANT, FIRST_LOAD, LAST_STORE] = [0x41, 0x28, 0x3e];
const MOST = 35; // bits of a number, in bytes of seven
const HEAD = 16; // bytes before the data, at most

/**
 * Zeroes them in `wasm`; tells how many bytes.
 * @param {Uint8Array} wasm
 */
export function clearOrphans(wasm) {
  const content = data(wasm);
  const addresses = new Set(functions(wasm).flatMap((body) => [...numbers(body)]));
  // Numbers are addresses, or distances from the first; values of 16 bits have even ones.
  const even = [...addresses].filter((address) => address % 2 === 0);
  const named = even.flatMap((address) => [address, address - GLOBAL_BASE]);
  const free = TABLES.flatMap((table) => places(content, table)).filter(
    ([from, to]) => !named.some((place) => place >= from - HEAD && place < to),
  );
  for (const [from, to] of free) content.fill(0, from, to);
  return free.reduce((sum, [from, to]) => sum + to - from, 0);
}

/**
 * All numbers that a function may have: bytes that are something else are taken for some, too.
 * @param {Uint8Array} body
 */
function* numbers(body) {
  for (let at = 0; at < body.length; at++) {
    const instruction = body[at];
    if (instruction === CONSTANT) yield number(body, at + 1).value;
    else if (instruction >= FIRST_LOAD && instruction <= LAST_STORE) {
      yield number(body, number(body, at + 1).after).value;
    }
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at where perhaps no number is
 */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; shift < MOST && at < bytes.length; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) break;
  }
  return { value: value >>> 0, after: at };
}

/**
 * @param {Uint8Array} content
 * @param {typeof TABLES[number]} table
 */
function places(content, { first, count }) {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  const beginning = Buffer.from(Uint16Array.from(first).buffer);
  /** @type {[from: number, to: number][]} */
  const found = [];
  for (let at = bytes.indexOf(beginning); at >= 0; at = bytes.indexOf(beginning, at + 1)) {
    found.push([at, at + 2 * count]);
  }
  return found;
}
