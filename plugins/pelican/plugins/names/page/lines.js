// Lines of figures by the key that is a part of their gid: `adam` is one of `loss-adam`.

import { isInSight } from "./words.js";

const FIGURE = "figure[data-figure]";

/**
 * The parts of an element's gid.
 * @param {Element} element
 * @param {Element} figure
 */
const partsOf = (element, figure) => element.id.slice(figure.id.length + 1).split("-");

/**
 * What of a figure is drawn of `key`.
 * @param {Element} figure
 * @param {string} key
 */
export const linesOf = (figure, key) =>
  [...figure.querySelectorAll(`svg [id^="${figure.id}-"]`)].filter((one) =>
    partsOf(one, figure).includes(key),
  );

/** The figures in sight. */
export const figuresInSight = () => [...document.querySelectorAll(FIGURE)].filter(isInSight);

/**
 * The first of the keys that a line has on which the pointer is, or which the figure has lit up.
 * @param {Element} target
 * @param {string[]} keys
 */
export function keyOf(target, keys) {
  const figure = target.closest(FIGURE);
  if (!figure) return "";
  const under = target.closest(`svg [id^="${figure.id}-"]`);
  for (const line of [under, ...figure.querySelectorAll("svg .lit")]) {
    const found = line && keys.find((key) => partsOf(line, figure).includes(key));
    if (found) return found;
  }
  return "";
}
