/**
 * The functions of a WebAssembly module as bytes: those that a first program hardly ever enters come
 * later, and until then a trap stands for each. So do constants that nobody comes to but by pointers
 * (see image.js). Nothing else of the module changes: all have the same numbers and places.
 */

const HEADER = 8; // the magic word and the version
const CODE = 10; // the section of functions
const DATA = 11;
/** What stands for a function that is not here: no variables, `unreachable`, `end`. */
export const TRAP = Uint8Array.of(3, 0, 0x00, 0x0b);

/** @typedef {[from: number, to: number]} Range of bytes */

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @returns {[value: number, after: number]} a number of WebAssembly, and where it ends
 * @throws {RangeError} if it does not end
 */
export function number(bytes, at) {
  let value = 0;
  for (let shift = 0; at < bytes.length; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return [value >>> 0, at];
  }
  throw new RangeError("the module is cut short");
}

/**
 * The opposite of `number`.
 * @param {number} value
 */
export function numeral(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Uint8Array.of(...bytes, value);
}

/**
 * @param {Uint8Array} wasm
 * @returns {{id: number, whole: Range, content: Range}[]}
 */
export function sections(wasm) {
  const found = [];
  for (let at = HEADER; at < wasm.length; ) {
    const [size, from] = number(wasm, at + 1);
    const to = from + size;
    found.push({ id: wasm[at], whole: /** @type {Range} */ ([at, to]), content: /** @type {Range} */ ([from, to]) });
    at = to;
  }
  return found;
}

/**
 * Each function, with its length before it.
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} count
 */
function bodies(bytes, at, count) {
  const found = [];
  for (; count > 0; count--) {
    const [size, start] = number(bytes, at);
    found.push(bytes.subarray(at, start + size));
    at = start + size;
  }
  return found;
}

/** @param {Uint8Array} wasm */
export function functions(wasm) {
  const code = sections(wasm).find(({ id }) => id === CODE);
  if (!code) return [];
  const [count, first] = number(wasm, code.content[0]);
  return bodies(wasm, first, count);
}

/**
 * What a module puts into memory, with what tells where, as a view.
 * @param {Uint8Array} wasm
 */
export function data(wasm) {
  const found = sections(wasm).find(({ id }) => id === DATA);
  return found ? wasm.subarray(...found.content) : wasm.subarray(0, 0);
}

/**
 * The module with other functions, as many as it has.
 * @param {Uint8Array} wasm
 * @param {Uint8Array[]} made with their lengths
 */
export function withFunctions(wasm, made) {
  const content = joined([numeral(made.length), ...made]);
  return withSection(wasm, CODE, content);
}

/**
 * @param {Uint8Array} wasm
 * @param {number} wanted which section
 * @param {Uint8Array} content
 */
export function withSection(wasm, wanted, content) {
  const parts = sections(wasm).map(({ id, whole }) =>
    id === wanted ? section(id, content) : wasm.subarray(...whole),
  );
  return joined([wasm.subarray(0, HEADER), ...parts]);
}

/**
 * @param {number} id
 * @param {Uint8Array} content
 */
export const section = (id, content) => joined([Uint8Array.of(id), numeral(content.length), content]);

/**
 * The whole module again, from the two parts that build/split.mjs makes of it.
 * @param {Uint8Array} hot
 * @param {Uint8Array} cold each function with its length, 0 where the other part has it; then data
 *   as `lay` takes them
 */
export function whole(hot, cold) {
  const own = functions(hot);
  const rest = bodies(cold, 0, own.length);
  const made = withFunctions(hot, own.map((body, i) => (rest[i].length > 1 ? rest[i] : body)));
  lay(data(made), cold, rest.reduce((sum, { length }) => sum + length, 0));
  return made;
}

/**
 * Lays pieces where they belong: how many there are, and of each its place and its length before it.
 * @param {Uint8Array} whole that lacks them
 * @param {Uint8Array} cold
 * @param {number} start where in it they begin
 */
export function lay(whole, cold, start = 0) {
  let [pieces, at] = number(cold, start);
  for (; pieces > 0; pieces--) {
    const [place, sized] = number(cold, at);
    const [size, from] = number(cold, sized);
    at = from + size;
    whole.set(cold.subarray(from, at), place);
  }
}

/**
 * @param {Uint8Array[]} parts
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * Whether `error` may come from a function or a table that is not here; whole modules have traps too.
 * @param {unknown} error
 */
export const isTrap = (error) => error instanceof WebAssembly.RuntimeError;
