/** A module in two parts: functions that a profile has found in use, and all others. */

import { data, functions, joined, number, numeral, section, sections, TRAP, withFunctions, withSection } from "../engine/boot/functions.js";

const [GLOBALS, EXPORTS] = [6, 7];
const MUTABLE = [0x7f, 1, 0x41, 0, 0x0b]; // a variable of 32 bits, 0 at first
const GLOBAL = 3; // a kind of export
const END = 0x0b;
const PREFIX = "\u0001entered ";

/**
 * @param {Uint8Array} wasm
 * @param {boolean[]} used by function
 * @param {[from: number, to: number][]} later of its first segment of data
 */
export function split(wasm, used, later = []) {
  const all = functions(wasm);
  const bodies = all.map((body, i) => (used[i] ? Uint8Array.of(0) : body));
  const hot = withFunctions(wasm, all.map((body, i) => (used[i] ? body : TRAP)));
  const [content, first] = [data(wasm), later.length ? segment(wasm) : 0];
  const pieces = later.map(([from, to]) => {
    const place = first + from;
    data(hot).fill(0, place, first + to);
    return joined([numeral(place), numeral(to - from), content.subarray(place, first + to)]);
  });
  return { hot, cold: joined([...bodies, numeral(pieces.length), ...pieces]) };
}

/**
 * Where in the section of data its one segment begins.
 * @param {Uint8Array} wasm
 */
function segment(wasm) {
  const content = data(wasm);
  const [segments, flags] = number(content, 0);
  if (segments !== 1 || content[flags] !== 0) throw new Error("data are not one active segment");
  const end = content.indexOf(END, flags); // of what tells its place
  return number(content, end + 1)[1];
}

/**
 * The module with a variable for each function, which becomes 1 when it is entered.
 * @param {Uint8Array} wasm
 */
export function counting(wasm) {
  const all = functions(wasm);
  const first = imported(wasm) + count(wasm, GLOBALS);
  const counted = withFunctions(wasm, all.map((body, i) => entering(body, first + i)));
  const globals = all.map(() => Uint8Array.from(MUTABLE));
  const exports = all.map((_, i) => joined([name(PREFIX + i), Uint8Array.of(GLOBAL), numeral(first + i)]));
  return extended(extended(counted, GLOBALS, globals), EXPORTS, exports);
}

/**
 * Which functions of an instance of a counting module have been entered.
 * @param {WebAssembly.Exports} exports
 */
export function entered(exports) {
  const found = [];
  for (let i = 0; PREFIX + i in exports; i++) {
    found.push(/** @type {WebAssembly.Global} */ (exports[PREFIX + i]).value === 1);
  }
  return found;
}

/**
 * @param {Uint8Array} body with its length
 * @param {number} variable
 */
function entering(body, variable) {
  const [, start] = number(body, 0);
  let [groups, at] = number(body, start);
  for (; groups > 0; groups--) at = number(body, at)[1] + 1; // how many variables, and their type
  const mark = joined([Uint8Array.of(0x41, 1, 0x24), numeral(variable)]);
  const made = joined([body.subarray(start, at), mark, body.subarray(at)]);
  return joined([numeral(made.length), made]);
}

/**
 * How many things a section has.
 * @param {Uint8Array} wasm
 * @param {number} wanted
 */
function count(wasm, wanted) {
  const found = sections(wasm).find(({ id }) => id === wanted);
  return found ? number(wasm, found.content[0])[0] : 0;
}

/** How many variables a module imports; they are numbered first. @param {Uint8Array} wasm */
function imported(wasm) {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(/** @type {any} */ (wasm)));
  return imports.filter(({ kind }) => kind === "global").length;
}

/**
 * @param {Uint8Array} wasm
 * @param {number} wanted a section
 * @param {Uint8Array[]} more that it is to have besides
 */
function extended(wasm, wanted, more) {
  const all = sections(wasm);
  const found = all.find(({ id }) => id === wanted);
  if (found) {
    const [there, from] = number(wasm, found.content[0]);
    const parts = [numeral(there + more.length), wasm.subarray(from, found.content[1]), ...more];
    return withSection(wasm, wanted, joined(parts));
  }
  // A module without variables of its own: they stand before the exports.
  const [at] = all.filter(({ id }) => id === EXPORTS)[0].whole;
  const made = section(wanted, joined([numeral(more.length), ...more]));
  return joined([wasm.subarray(0, at), made, wasm.subarray(at)]);
}

/** @param {string} text */
function name(text) {
  const bytes = new TextEncoder().encode(text);
  return joined([numeral(bytes.length), bytes]);
}
