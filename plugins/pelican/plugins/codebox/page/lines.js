/** What a box shows of its code's length: numbers from ten lines on, and a limit of height. */

export const NUMBERED = 10;
export const LONG = 30; // as in fence.py and style/code.css

/**
 * What stands beside `count` lines of static code.
 * @param {number} count
 */
export const numbers = (count) =>
  count < NUMBERED ? "" : Array.from({ length: count }, (_, i) => i + 1).join("\n");

/**
 * Tells the style sheet how long the code in `host` is; returns whether it is too long to show.
 * @param {HTMLElement} host
 * @param {number} count of lines
 */
export function measure(host, count) {
  const { dataset } = host;
  if (count < NUMBERED) delete dataset.digits;
  else dataset.digits = String(String(count).length);
  const long = count > LONG;
  host.toggleAttribute("data-long", long);
  return long;
}
