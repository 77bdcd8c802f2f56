// The surface under the race: as a rule meets it, and as the map shows it.

import { SURFACES } from "../../adamcore/index.js";
import { Axes, kept } from "#figures/picture.js";
import { short } from "#figures/text.js";

/** @import { Data, Moves, Pair, Side } from "#figures/types.js" */
/** @import { Surface } from "../../adamcore/problems.js" */

const TICKS = 5;

/**
 * `scale` times the loss, as a rule meets it: its gradients.
 * @type {(problem: Surface, scale: number) => Surface}
 */
export const multiplied = (problem, scale) => ({
  ...problem,
  gradient(point) {
    const { 0: x, 1: y } = problem.gradient(point);
    return [scale * x, scale * y];
  },
});

/** @type {WeakMap<Axes, Record<string, Axes>>} By the drawing's own axes. */
const maps = new WeakMap();

/**
 * The map's axes on this surface: its window in the same pixels.
 * @param {string} surface
 * @param {Record<string, Axes>} axes
 */
export function mapOf(surface, { map }) {
  let own = maps.get(map);
  if (!own) maps.set(map, (own = {}));
  const [x, y] = SURFACES[surface].window;
  /** @type {(limits: Pair, pixels: Pair) => Side} */
  const side = (limits, pixels) => ({ scale: "linear", limits, pixels });
  return (own[surface] ??= new Axes({ x: side(x, map.box.x), y: side(y, map.box.y) }));
}

/**
 * @param {string} surface
 * @param {Axes} map
 * @param {Data["data"]} data
 */
export function contours(surface, map, data) {
  const { x, y } = data[`contours_${surface}`];
  return kept(map, () => map.path(x, y));
}

/**
 * The last five whole numbers of a window, or even ones of a wide window.
 * @param {Pair} window
 */
function ticks([low, high]) {
  const step = high - low > 6 ? 2 : 1;
  const last = Math.floor(high / step);
  return Array.from({ length: TICKS }, (_, i) => step * (last - TICKS + 1 + i));
}

/** @type {WeakMap<Axes, Moves>} */
const grounds = new WeakMap();

/**
 * What the map has of this surface, whatever runs on it: lines, numbers along its sides, the minimum.
 * @type {(surface: string, map: Axes, data: Data["data"]) => Moves}
 */
export function ground(surface, map, data) {
  let moves = grounds.get(map);
  if (!moves) grounds.set(map, (moves = grounded(surface, map, data)));
  return moves;
}

/** @type {typeof ground} */
function grounded(surface, map, data) {
  const { minimum, window } = SURFACES[surface];
  const [x, y] = map.point(...minimum);
  /** @type {Moves} */
  const moves = {
    contours: { d: contours(surface, map, data) },
    minimum: { at: [x, y] },
    "readout-minimum": { at: [Math.min(x + 9, map.box.x[1] - data.constants.word), y + 15] },
  };
  const [bottom, left] = [map.box.y[0] + 16, map.box.x[0] - 8];
  ticks(window[0]).forEach((at, i) => (moves[`tick-x-${i}`] = { at: [map.x(at), bottom], text: short(at) }));
  ticks(window[1]).forEach((at, i) => (moves[`tick-y-${i}`] = { at: [left, map.y(at) + 3.5], text: short(at) }));
  return moves;
}
