/**
 * The memory of an interpreter that has started, as the difference from one that has not.
 *
 * The wasm modules bring their initial data along, so an image leaves it out: pages of that kind
 * ("static") are stored as exclusive or with what the modules put there, all others as they are,
 * and pages of zeros not at all.
 */

/** @typedef {[first: number, last: number][]} Ranges of pages: first, one past the last */
/**
 * @typedef {object} Head
 * @property {number} memory its size
 * @property {number} table how many functions there are
 * @property {Ranges} static pages that the modules bring along
 * @property {Ranges} summed those of them that modules bring along which lack functions, too
 * @property {number} checksum of these
 * @property {Tables} tables that only modules with all functions have
 * @property {number} pages how many are stored
 * @property {unknown} config Pyodide's own
 */
/**
 * @typedef {object} Tables constants that nobody comes to but by pointers
 * @property {[from: number, to: number][]} ranges of memory
 * @property {[address: number, step: number, count: number][]} pointers all that lead there, 0 is none
 */
/** @typedef {{pages: Uint32Array, bytes: Uint8Array}} Pages numbers and contents */
/** @typedef {{head: Head} & Pages} Image */

export const PAGE = 4096;

/**
 * Sums static pages: two memories that agree in this agree in what the image builds upon.
 * @param {Uint8Array} memory
 * @param {Ranges} ranges
 */
export function checksum(memory, ranges) {
  let sum = 0;
  for (const [first, last] of ranges) {
    const words = new Uint32Array(memory.buffer, first * PAGE, ((last - first) * PAGE) / 4);
    for (let i = 0; i < words.length; i++) sum = (Math.imul(sum, 31) + words[i]) | 0;
  }
  return sum >>> 0;
}

/**
 * @param {Uint8Array} image a header's length, a header, page numbers (32 bits each), pages
 * @returns {Image}
 */
export function read(image) {
  const length = new DataView(image.buffer, image.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(image.subarray(4, 4 + length)));
  const pages = new Uint32Array(image.slice(4 + length, 4 + length + 4 * head.pages).buffer);
  return { head, pages, bytes: image.subarray(4 + length + 4 * head.pages) };
}

/**
 * The opposite of `read`.
 * @param {Head} head
 * @param {Uint32Array} pages
 * @param {Uint8Array} bytes
 */
export function pack(head, pages, bytes) {
  const header = new TextEncoder().encode(JSON.stringify(head));
  const image = new Uint8Array(4 + header.length + 4 * pages.length + bytes.length);
  new DataView(image.buffer).setUint32(0, header.length, true);
  image.set(header, 4);
  image.set(new Uint8Array(pages.buffer), 4 + header.length);
  image.set(bytes, 4 + header.length + 4 * pages.length);
  return image;
}

/**
 * Brings `memory`, which must be as `base` was, to the state that the image holds.
 *
 * @param {Uint8Array} memory
 * @param {Image} image
 * @throws {Error} if the memory does not start from what the image was made from
 */
export function apply(memory, { head, pages, bytes }) {
  if (memory.length !== head.memory) throw new Error("the memory has another size");
  if (checksum(memory, head.summed) !== head.checksum) {
    throw new Error("the modules have put other data into memory");
  }
  const still = ranges(head.static);
  pages.forEach((page, i) => {
    const stored = bytes.subarray(i * PAGE, (i + 1) * PAGE);
    if (still(page)) exclusiveOr(memory, page * PAGE, stored);
    else memory.set(stored, page * PAGE);
  });
}

/**
 * @param {Uint8Array} before the memory with the modules' data in it
 * @param {Uint8Array} after the memory to be stored, of the same or a greater length
 * @param {Ranges} fixed static pages
 * @returns {Pages}
 */
export function difference(before, after, fixed) {
  const still = ranges(fixed);
  /** @type {number[]} */
  const pages = [];
  /** @type {Uint8Array[]} */
  const parts = [];
  for (let page = 0; page < after.length / PAGE; page++) {
    const now = after.slice(page * PAGE, (page + 1) * PAGE);
    const was = before.subarray(page * PAGE, (page + 1) * PAGE);
    if (still(page)) exclusiveOr(now, 0, was);
    // A page that has become all zeros must be written too.
    if (blank(now) && (still(page) || blank(was))) continue;
    parts.push(now);
    pages.push(page);
  }
  const bytes = new Uint8Array(parts.length * PAGE);
  parts.forEach((part, i) => bytes.set(part, i * PAGE));
  return { pages: Uint32Array.from(pages), bytes };
}

/** @param {Uint8Array} bytes */
function blank(bytes) {
  return bytes.every((byte) => byte === 0);
}

/**
 * @param {Ranges} list
 * @returns {(page: number) => boolean} whether a page is in it
 */
export function ranges(list) {
  return (page) => list.some(([first, last]) => first <= page && page < last);
}

/**
 * @param {Uint8Array} memory
 * @param {number} at
 * @param {Uint8Array} bytes
 */
function exclusiveOr(memory, at, bytes) {
  for (let i = 0; i < bytes.length; i++) memory[at + i] ^= bytes[i];
}

// No memory is so large: who follows such a pointer ends in a trap.
export const NOWHERE = 0xffff0000;

/**
 * Has all that would read tables that are not there end in a trap.
 * @param {Uint32Array} words of the memory
 * @param {Tables["pointers"]} pointers
 */
export function mislead(words, pointers) {
  for (const [address, step, count] of pointers) {
    for (let i = 0; i < count; i++) {
      const at = (address + i * step) >> 2;
      if (words[at]) words[at] = NOWHERE;
    }
  }
}
