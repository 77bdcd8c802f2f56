/**
 * Changes of a text as data: {from, to, insert}, or with the length of what came in its place. They
 * tell where a line is now that a program, which has begun before them, names by its old number.
 */

/** @typedef {{from: number, to: number, insert: string}} Edit */
/** @typedef {{from: number, to: number, length: number}} Span of an edit, with the length of what came */

/** @type {(most: number, same: (at: number) => boolean) => number} */
const shared = (most, same) => {
  let length = 0;
  while (length < most && same(length)) length += 1;
  return length;
};

/**
 * The one change that makes `after` of `before`. Where several would, as in a run of equal letters,
 * it is the one that ends at `caret`.
 * @param {string} before
 * @param {string} after
 * @returns {Edit}
 */
export function difference(before, after, caret = 0) {
  const most = Math.min(before.length, after.length);
  const tail = shared(
    Math.min(most, after.length - caret),
    (i) => before.at(-1 - i) === after.at(-1 - i),
  );
  const from = shared(most - tail, (i) => before[i] === after[i]);
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

/**
 * Where the place `at` is after a change; text that is put in just there comes before it, or after.
 * @param {number} at
 * @param {Span} edit
 * @param {boolean} after
 */
function moved(at, { from, to, length }, after) {
  if (at < from || (at === from && !after)) return at;
  if (at >= to) return at + length - (to - from);
  return from + length;
}

/**
 * Start and end of the line `line`, counted from 1, or null where there is none.
 * @param {string} text
 * @param {number} line
 * @returns {[number, number] | null}
 */
function extent(text, line) {
  let from = 0;
  for (let i = 1; i < line; i += 1) {
    from = text.indexOf("\n", from) + 1;
    if (!from) return null;
  }
  const to = text.indexOf("\n", from);
  return line < 1 ? null : [from, to < 0 ? text.length : to];
}

/**
 * The number of the line in which `at` lies.
 * @type {(text: string, at: number) => number}
 */
const lineOf = (text, at) => text.slice(0, at).split("\n").length;

/**
 * The number that line `line` of `before` has in `after`, or 0 if it is gone.
 * @param {number} line
 * @param {string} before
 * @param {string} after
 * @param {Span[]} edits all that happened between, in order
 */
export function lineNow(line, before, after, edits) {
  const place = extent(before, line);
  if (!place) return 0;
  const [from, to] = edits.reduce(
    ([start, end], edit) => [moved(start, edit, true), moved(end, edit, false)],
    place,
  );
  const gone = place[0] < place[1] && from >= to;
  return gone ? 0 : lineOf(after, from);
}
