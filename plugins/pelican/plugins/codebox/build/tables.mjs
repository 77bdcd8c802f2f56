/**
 * Constant tables of Python's own that a first program hardly ever reads. Nobody comes to them but by
 * pointers in memory: where those lead nowhere, whoever wants to read ends in a trap.
 */

import { same } from "./memory.mjs";

const ROWS = 256;
const ROW = 8; // bytes: where a row of a map begins, its first and last column, nothing
const ENTRY = 16; // bytes: a name, code, its size, whether it is a package
const CODE = 0xe3; // so marshalled code begins
const LEAST = 4; // rows: fewer could be anything

/** @typedef {import("../engine/boot/image.js").Tables} Tables */

/**
 * @param {Uint8Array} before the memory with the main module's data, and its pointers
 * @param {Uint8Array} after the memory when Python has started: all is as it was
 * @param {[from: number, to: number]} own where these data are
 * @param {string[]} imported modules: nobody reads again what they were made from
 * @returns {Tables}
 */
export function tables(before, after, own, imported) {
  const words = new Uint32Array(before.buffer);
  const all = [...maps(words, own), ...frozen(before, words, own, new Set(imported))];
  const found = all.filter(({ range, pointers: [at, step, count] }) =>
    [range, [at, at + step * count]].every((part) => same(before.subarray(...part), after.subarray(...part))),
  );
  return { ranges: found.map(({ range }) => range), pointers: found.map(({ pointers }) => pointers) };
}

/** @typedef {{range: Tables["ranges"][number], pointers: Tables["pointers"][number]}} Table */

/**
 * Maps of the codecs for Chinese, Japanese and Korean: Modules/cjkcodecs has an array of 256 rows for
 * each, which together fill one table without a gap.
 * @param {Uint32Array} words
 * @param {[from: number, to: number]} own
 */
function maps(words, [from, to]) {
  /** @type {Table[]} */
  const found = [];
  for (let at = Math.ceil(from / 4) * 4; at + ROWS * ROW <= to; at += 4) {
    const range = filled(words, at, from, to);
    if (!range) continue;
    found.push({ range, pointers: [at, ROW, ROWS] });
    at += ROWS * ROW - 4;
  }
  return found;
}

/**
 * What the rows at an address fill, if there are rows.
 * @param {Uint32Array} words
 * @param {number} at
 * @param {number} least
 * @param {number} most
 * @returns {[from: number, to: number] | undefined}
 */
function filled(words, at, least, most) {
  let [rows, first, next] = [0, 0, 0];
  for (let word = at >> 2; word < (at + ROWS * ROW) >> 2; word += 2) {
    const [start, columns] = [words[word], words[word + 1]];
    if (!start && !columns) continue;
    const [low, high] = [columns & 255, columns >> 8];
    if (high > 255 || low > high || (rows && start !== next)) return undefined;
    if (start < least || start % 2) return undefined;
    if (!rows) first = start;
    next = start + 2 * (high - low + 1);
    if (next > most) return undefined;
    rows += 1;
  }
  return rows < LEAST ? undefined : [first, next];
}

/**
 * Code that Python brings along as bytes (Python/frozen.c), and has run already.
 * @param {Uint8Array} memory
 * @param {Uint32Array} words
 * @param {[from: number, to: number]} own
 * @param {Set<string>} imported
 */
function frozen(memory, words, [from, to], imported) {
  /** @type {Table[]} */
  const found = [];
  const inside = (/** @type {number} */ address) => address >= from && address < to;
  for (let at = Math.ceil(from / 4) * 4; at + ENTRY <= to; at += 4) {
    const [name, code, size, isPackage] = words.subarray(at >> 2, (at + ENTRY) >> 2);
    if (!inside(name) || !inside(code) || memory[code] !== CODE || isPackage > 1) continue;
    if (!size || !inside(code + size - 1) || !imported.has(text(memory, name))) continue;
    found.push({ range: [code, code + size], pointers: [at + 4, 4, 1] });
  }
  return found;
}

/**
 * @param {Uint8Array} memory
 * @param {number} at
 */
const text = (memory, at) => new TextDecoder().decode(memory.subarray(at, memory.indexOf(0, at)));
