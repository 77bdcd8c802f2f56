/** What a snapshot has to know of Emscripten's memory. */

import { PAGE } from "../engine/boot/image.js";

/** Where Emscripten puts the main module's data. */
export const GLOBAL_BASE = 1024;

/** @typedef {import("../engine/boot/image.js").Ranges} Ranges */

/** @type {(one: Uint8Array, other: Uint8Array) => boolean} */
export const same = (one, other) => Buffer.compare(one, other) === 0;

/**
 * Zeroes what the allocator has got back: nobody reads it, and it would not compress.
 * @param {Uint8Array} memory
 * @param {number} start of the heap
 * @param {number} end
 */
export function sweep(memory, start, end) {
  const words = new Uint32Array(memory.buffer);
  let chunk = start;
  while (chunk < end) {
    const head = words[(chunk + 4) >> 2];
    const size = head & ~7;
    if (size < 16 || chunk + size > end) break;
    // A free chunk keeps its links and its place in a tree in the first 32 bytes.
    if (!(head & 2) && size > 32) memory.fill(0, chunk + 32, chunk + size);
    chunk += size;
  }
  if (chunk < end - 64) throw new Error(`the heap is not as expected at ${chunk} of ${end}`);
}

/**
 * Whole pages inside of blocks of memory.
 * @param {[from: number, to: number][]} blocks
 */
export function wholePages(blocks) {
  /** @type {Ranges} */
  const pages = blocks.map(([from, to]) => [Math.ceil(from / PAGE), Math.floor(to / PAGE)]);
  return pages.filter(([first, last]) => first < last);
}

/**
 * The ranges of pages without those that differ between two memories.
 * @param {Ranges} ranges
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
export function equalPages(ranges, one, other) {
  return cut(ranges, (page) => {
    const [from, to] = [page * PAGE, (page + 1) * PAGE];
    return !same(one.subarray(from, to), other.subarray(from, to));
  });
}

/**
 * The ranges of pages without those that have a byte of `blocks`.
 * @param {Ranges} ranges
 * @param {[from: number, to: number][]} blocks
 */
export function without(ranges, blocks) {
  const touched = (/** @type {number} */ page) =>
    blocks.some(([from, to]) => from < (page + 1) * PAGE && to > page * PAGE);
  return cut(ranges, touched);
}

/**
 * @param {Ranges} ranges
 * @param {(page: number) => boolean} isOut
 */
function cut(ranges, isOut) {
  /** @type {(range: Ranges[number]) => Ranges} */
  const left = ([first, last]) => {
    const pages = Array.from({ length: last - first }, (_, i) => first + i).filter(isOut);
    const ends = [first - 1, ...pages, last];
    return ends.slice(1).map((end, i) => [ends[i] + 1, end]);
  };
  return ranges.flatMap(left).filter(([first, last]) => first < last);
}
