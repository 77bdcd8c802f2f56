/**
 * Texts and code in a snapshot's memory that a first program hardly ever wants. They come later: until
 * then whoever wants one follows a pointer that leads nowhere, and ends in a trap.
 *
 * All pointers to them must be known for that. A text is reached by its type alone, for nobody reads a
 * str without having looked what it is; a code is held by functions, and by the code around it.
 */

import { joined, numeral } from "../engine/boot/functions.js";
import { NOWHERE, pack, PAGE, ranges as isIn, read } from "../engine/boot/image.js";
import { same } from "./memory.mjs";

/** @typedef {Pick<import("../engine/boot/image.js").Image, "head" | "pages">} Image */
/** @typedef {[from: number, to: number]} Range of memory */
/** @typedef {{range: Range, of: Range | []}} Text */
/** @typedef {{range: Range, parts: [address: number, content: Range][], holders: Range[]}} Code */
/**
 * @typedef {object} Listed what objects.py tells
 * @property {Record<number, Text>} texts by addresses
 * @property {Record<number, Code>} codes by addresses
 * @property {number} ever an object that is held so often is not counted any more
 */
/**
 * @typedef {object} Part of a memory that may come later
 * @property {number} object its address
 * @property {Range[]} ranges
 * @property {number[]} pointers places of all that lead there
 */
/** @typedef {(address: number) => number[]} Leading gives the places in memory where an address stands */

const WORD = 4; // bytes
const NEAR = 16; // bytes in between that are the same take less than another piece

/**
 * @param {Uint8Array} memory
 * @param {Listed} listed
 * @returns {Part[]}
 */
export function movable(memory, { texts, codes }) {
  const words = new Uint32Array(memory.buffer);
  const written = Object.entries(texts).map(([at, one]) => ({ object: Number(at), ...one, copies: copies(memory, one) }));
  const held = Object.entries(codes).map(([at, one]) => ({ object: Number(at), ...one }));
  const starts = written.flatMap(({ range, copies }) => [range, ...copies]).map(([from]) => from);
  const parts = held.flatMap(({ object, parts }) => [object, ...parts.map(([address]) => address)]);
  const leading = places(words, new Set([...starts, ...parts]));
  return [...written.flatMap((one) => text(one, leading)), ...held.flatMap((one) => code(words, one, leading))];
}

/**
 * Where a class has its text again, for C.
 * @param {Uint8Array} memory
 * @param {Text} text
 */
function copies(memory, { range: [from, to], of: [first, end] }) {
  const words = new Uint32Array(memory.buffer).subarray((first ?? 0) / WORD, (end ?? 0) / WORD);
  const content = memory.subarray(from, to);
  const range = (/** @type {number} */ at) => /** @type {Range} */ ([at, at + to - from]);
  const found = [...words].filter((at) => at !== from && same(memory.subarray(...range(at)), content));
  return found.slice(0, 1).map(range);
}

/**
 * @param {Uint32Array} words
 * @param {Set<number>} addresses
 * @returns {Leading}
 */
function places(words, addresses) {
  /** @type {Map<number, number[]>} */
  const found = new Map([...addresses].map((address) => [address, []]));
  words.forEach((word, i) => found.get(word)?.push(i * WORD));
  return (address) => /** @type {number[]} */ (found.get(address));
}

/**
 * None if others than the class whose text it is read its characters.
 * @param {Text & {object: number, copies: Range[]}} text
 * @param {Leading} leading
 * @returns {Part[]}
 */
function text({ object, range, of, copies }, leading) {
  const isOwn = (/** @type {number} */ at) => at >= (of[0] ?? 0) && at < (of[1] ?? 0);
  if (!leading(range[0]).every(isOwn)) return [];
  const ranges = [range, ...copies.filter(([from]) => leading(from).every(isOwn))];
  return [{ object, ranges, pointers: [object + WORD, ...ranges.flatMap(([from]) => leading(from))] }];
}

/**
 * None if something unknown holds it, or nothing.
 * @param {Uint32Array} words
 * @param {Code & {object: number}} code
 * @param {Leading} leading
 * @returns {Part[]}
 */
function code(words, { object, range, parts, holders }, leading) {
  // Python notes functions with their code, and looks there only whether it is the same.
  const isNote = (/** @type {number} */ at) => holders.some(([holder]) => words[at / WORD - 1] === holder);
  const isHeld = (/** @type {number} */ at) => holders.some(([from, to]) => at >= from && at < to);
  const pointers = leading(object).filter((at) => !isNote(at));
  if (!pointers.length || !pointers.every(isHeld)) return [];
  const alone = parts.filter(([address]) => leading(address).length === 1);
  return [{ object, ranges: [range, ...alone.map(([, content]) => content)], pointers }];
}

/**
 * Those of `parts` that an image has as they are.
 * @param {Image} image
 * @param {Part[]} parts
 */
export function stored({ head, pages }, parts) {
  const isStatic = isIn(head.static);
  const plain = new Set(pages.filter((page) => !isStatic(page)));
  const isStored = (/** @type {Range} */ range) => touched(range).every((page) => plain.has(page));
  const word = (/** @type {number} */ at) => /** @type {Range} */ ([at, at + WORD]);
  return parts.filter(({ object, ranges, pointers }) =>
    [...ranges, ...[object, ...pointers].map(word)].every(isStored),
  );
}

/**
 * The image with parts that are one short of being held for ever: whoever comes to one holds it, if for
 * a moment, and leaves that trace.
 * @param {Uint8Array} image
 * @param {Part[]} parts
 * @param {number} ever
 */
export const primed = (image, parts, ever) =>
  changed(image, (_, words) => parts.forEach(({ object }) => (words[object / WORD] = ever - 1)));

/** @type {(words: Uint32Array, part: Part, ever: number) => boolean} has Python come to it since? */
export const isTaken = (words, { object }, ever) => words[object / WORD] !== ever - 1;

/**
 * The image without some parts, and what it lacks then: `lay` of engine/boot/functions.js completes it.
 * @param {Uint8Array} image
 * @param {Part[]} parts
 */
export function trimmed(image, parts) {
  const hot = changed(image, (memory, words) => {
    for (const { ranges, pointers } of parts) {
      for (const range of ranges) memory.fill(0, ...range);
      for (const at of pointers) words[at / WORD] = NOWHERE;
    }
  });
  return { hot, cold: lacks(hot, image) };
}

/**
 * @param {Uint8Array} image
 * @param {(memory: Uint8Array, words: Uint32Array) => void} change
 */
function changed(image, change) {
  const { head, pages, bytes } = read(image);
  const memory = new Uint8Array(head.memory);
  pages.forEach((page, i) => memory.set(bytes.subarray(i * PAGE, (i + 1) * PAGE), page * PAGE));
  change(memory, new Uint32Array(memory.buffer));
  const made = new Uint8Array(bytes.length);
  pages.forEach((page, i) => made.set(memory.subarray(page * PAGE, (page + 1) * PAGE), i * PAGE));
  return pack(head, pages, made);
}

/** Pages that have something of a range. @param {Range} range */
function touched([from, to]) {
  const first = Math.floor(from / PAGE);
  return Array.from({ length: Math.ceil(to / PAGE) - first }, (_, i) => first + i);
}

/**
 * How many pieces of `whole` are others than in `hot`, and of each its place and length before it.
 * @param {Uint8Array} hot
 * @param {Uint8Array} whole
 */
function lacks(hot, whole) {
  const pieces = [];
  for (let at = 0; at < whole.length; ) {
    const from = at;
    for (let alike = 0; alike < NEAR && at < whole.length; at++) alike = hot[at] === whole[at] ? alike + 1 : 0;
    const found = whole.subarray(from, at);
    if (!same(found, hot.subarray(from, at))) pieces.push(numeral(from), numeral(found.length), found);
  }
  return joined([numeral(pieces.length / 3), ...pieces]);
}
