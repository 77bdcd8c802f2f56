/** What code is indented with, and what Tab puts in: for the editor and the textarea alike. */

export const SPACES = "    ";
const SEARCHED = 2000; // lines, above and below

/** @type {(line: string) => string} */
const leading = (line) => line.match(/^[ \t]*/)?.[0] ?? "";

/**
 * The nearest of `lines` that is indented, at `index` or above, or else below; "" if there is none.
 * @param {string[]} lines
 * @param {number} index
 */
function nearest(lines, index) {
  const indented = (/** @type {string} */ line) => line.trim() && leading(line);
  const above = lines.slice(Math.max(0, index - SEARCHED), index + 1).findLast(indented);
  return above ?? lines.slice(index + 1, index + SEARCHED).find(indented) ?? "";
}

/**
 * How many spaces a level has: the smallest step from a line to one that is indented further.
 * @param {string[]} lines
 */
function width(lines) {
  let [least, last] = [Infinity, 0];
  for (const line of lines.slice(0, SEARCHED)) {
    const blanks = leading(line);
    if (!line.trim() || blanks.includes("\t")) continue;
    const step = blanks.length - last;
    if (step > 1 && step < least && step <= 8) least = step;
    last = blanks.length;
  }
  return least === Infinity ? SPACES.length : least;
}

/**
 * One level of indentation at the line `index` of `lines`: a tab where the code has tabs.
 * @param {string[]} lines
 * @param {number} index
 */
export function unitAt(lines, index) {
  return leading(nearest(lines, index)).startsWith("\t") ? "\t" : " ".repeat(width(lines));
}

/**
 * What Tab puts in after `before`, the line up to the caret: a tab, or spaces up to the next stop.
 * @param {string} before
 * @param {string} unit
 */
export function filling(before, unit) {
  if (unit === "\t") return unit;
  const columns = [...before.replaceAll("\t", SPACES)].length;
  return " ".repeat(unit.length - (columns % unit.length));
}
