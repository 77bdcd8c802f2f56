// The length of Adam's step over time, with and without bias correction, for a constant gradient.

import { kb_bound, step_bound } from "../adamcore/index.js";
import { enliven } from "#figures/live.js";
import { fixed, short } from "#figures/text.js";

/** @import { Axes } from "#figures/picture.js" */
/** @import { Columns, Moves, Pair, Spec, State } from "#figures/types.js" */

const { max, min, sqrt } = Math;

/**
 * m and v of a gradient of 1 are 1 − βᵗ: divided by that, every step is 1.
 * @type {Spec["compute"]}
 */
export function compute({ beta1, beta2 }, { steps: { t }, bounds: { bound } }) {
  const uncorrected = t.map((/** @type {number} */ step) => (1 - beta1 ** step) / sqrt(1 - beta2 ** step));
  return {
    steps: { t, corrected: t.map(() => 1), uncorrected },
    bounds: { bound, value: [kb_bound(beta1, beta2), step_bound(beta1, beta2)] },
  };
}

/**
 * Where the uncorrected steps are longest.
 * @param {Columns} steps
 * @returns {number}
 */
export const peakOf = ({ uncorrected }) => uncorrected.indexOf(max(...uncorrected));

/**
 * Whether they have no longest one, and only come close to 1.
 * @param {State} state
 */
const tends = ({ beta1, beta2 }) => beta1 >= beta2;

/** @type {Spec["move"]} */
export function move({ steps, bounds }, state, { main }, { constants }, form) {
  const { t, corrected, uncorrected } = steps;
  const [low, high] = bounds.value.map(main.y);
  const key = constants.key[form]; // none where words follow their lines
  const moves = {
    uncorrected: { d: main.path(t, uncorrected) },
    corrected: { d: main.path(t, corrected) },
    ...uncorrectedTold(steps, bounds.value[1], state, main, constants),
    ...level("largest", bounds.value[1], "no step can exceed", main, -6),
    ...level("paper", bounds.value[0], "Kingma and Ba’s bound", main, lift(low, high, main.y(1))),
    "readout-corrected": { at: [main.x(1.4), main.y(1) + (uncorrected[0] < 1 ? -6 : 17)] },
  };
  return key ? inKey(moves, told(steps, state, constants), main, key) : moves;
}

/**
 * The narrow drawing has the words in a key above, where they stay. The sample of the largest step's line
 * comes and goes with it, and a line leads from the step that is told down to its t.
 * @type {(moves: Moves, told: Pair, main: Axes, key: Key) => Moves}
 */
function inKey(moves, [t, size], { box, x, y }, { sample, largest }) {
  const staying = Object.entries(moves).map(([gid, { at: _at, ...move }]) => [gid, move]);
  const { d, show } = moves["bound-largest"];
  return {
    ...Object.fromEntries(staying),
    "bound-largest": d ? { d: `${d}M${box.x[0]} ${box.y[1] - largest}h${sample}`, show } : { show },
    "tie-uncorrected": { d: `M${x(t)} ${y(size)}V${box.y[0]}` },
  };
}

/**
 * Where two bounds meet, words stand on both sides, or above all where the steps' line is near.
 * @type {(low: number, high: number, steps: number) => number}
 */
const lift = (low, high, steps) => {
  if (!(low - high < 20)) return -6;
  return low < steps && steps - low < 24 ? high - low - 22 : 17;
};

/**
 * A bound's line, and the words on it or below.
 * @param {string} name
 * @param {number} value
 * @param {string} words
 * @param {Axes} axes
 * @param {number} lift of the words
 * @returns {Moves}
 */
function level(name, value, words, { box, y }, lift) {
  const [left, right] = box.x;
  const at = y(value);
  const show = Number.isFinite(value) && at > box.y[1];
  const line = show ? { d: `M${left} ${at}L${right} ${at}`, show } : { show };
  const text = show ? { text: `${words} ${short(value)}`, at: [right, at + lift], show } : { show };
  return { [`bound-${name}`]: line, [`readout-${name}`]: text };
}

/**
 * @typedef {object} Constants
 * @property {number} room
 * @property {number} near
 * @property {{aside: number, under: number, over: number}} tie
 * @property {number} lift
 * @property {number} apart
 * @property {Record<string, Key>} key - by form of the drawing
 */

/** @typedef {{sample: number, largest: number}} Key */

/**
 * The step that is told: the longest, or the first that is as close to 1 as `near`.
 * @type {(steps: Columns, state: State, constants: Constants) => Pair}
 */
function told({ t, uncorrected }, state, { near }) {
  const close = (/** @type {number} */ size) => size >= near;
  const i = tends(state) ? uncorrected.findIndex(close) : peakOf({ uncorrected });
  return [t[i], uncorrected[i]];
}

/** @type {(steps: Columns, largest: number, state: State, main: Axes, constants: Constants) => Moves} */
function uncorrectedTold(steps, largest, state, main, constants) {
  const at = told(steps, state, constants);
  const [t, size] = at;
  if (!tends(state)) return tied(`without correction: ${fixed(size)} at t = ${t}`, at, main, 42, constants);
  const { lift, apart } = constants;
  const words = main.y(size) - main.y(largest) + 6; // of the bound, above the limit
  const up = Math.abs(words - lift) < apart ? words + apart : lift;
  return tied("without correction: tends to 1", at, main, up, constants);
}

/**
 * Words on a step of the uncorrected curve, and the line that joins them.
 * @type {(text: string, step: Pair, main: Axes, lift: number, constants: Constants) => Moves}
 */
function tied(text, [t, size], main, lift, { room, tie: { aside, under, over } }) {
  const at = beside(t, size, main, { lift, room });
  const [x, y] = main.point(t, size);
  const end = [min(at[0] + aside, max(at[0] - aside, x)), at[1] + (at[1] < y ? under : -over)];
  return { "readout-uncorrected": { text, at }, "tie-uncorrected": { d: `M${x} ${y}L${end[0]} ${end[1]}` } };
}

/**
 * Where words on a step stand: above it, or under the curve if that leads out of the axes.
 * @param {number} t
 * @param {number} size
 * @param {Axes} axes
 * @param {{lift: number, room: number}} words
 * @returns {Pair}
 */
function beside(t, size, { box, x, y }, { lift, room }) {
  const above = y(size) - lift;
  const [left, right] = [box.x[0] + room, box.x[1] - room];
  const middle = min(right, max(left, x(t)));
  return above > box.y[1] + 12 ? [middle, above] : [middle, y(size) + 95];
}

/** @type {Spec["describe"]} */
export function describe({ steps, bounds }, state) {
  const { beta1, beta2 } = state;
  const { t, uncorrected } = steps;
  const i = peakOf(steps);
  const [bound, least] = bounds.value;
  const limit = Number.isFinite(least) ? `the sharp one ${short(least)}` : "there is no sharp one";
  const end = tends(state) ? "tend to 1" : `reach ${short(uncorrected[i])} at step ${t[i]}`;
  return (
    `At β₁ = ${beta1}, β₂ = ${beta2} uncorrected steps begin at ${short(uncorrected[0])} and ` +
    `${end}; the paper’s bound is ${short(bound)}, ${limit}.`
  );
}

/** @type {Spec["lines"]} */
const lines = ({ steps: { t, corrected, uncorrected } }) => [
  { axes: "main", curve: "uncorrected", label: "Without correction", along: "step", x: t, y: uncorrected },
  { axes: "main", curve: "corrected", label: "With correction", along: "step", x: t, y: corrected },
];

export const live = enliven({ title: "Bias correction", lines, compute, move, describe });
