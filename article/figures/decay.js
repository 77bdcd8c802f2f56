// What L2 in Adam and the decay of AdamW leave of a weight. Computed beforehand: runs of 2,000
// steps, for grids of learning rates and of decays. L2's depend on the scale in units of λ alone.

import { enliven } from "#figures/live.js";
import { fixed, short } from "#figures/text.js";

/** @import { Axes } from "#figures/picture.js" */
/** @import { Columns, Moves, Pair, Spec, State } from "#figures/types.js" */
/** @typedef {{width: number, above: number, below: number}} Words how much room words take */
/** @typedef {{shown: number[], low: number, high: number, crossed: number, aside: Record<string, number>, words: Record<string, Words>}} Constants by form: where a number above its dot begins, right of it, and the room of words that move */
/** @typedef {{x: number, y: number, low: boolean}[]} Curve with the number below or above each point */

const { abs, log10, max, min } = Math;

/**
 * The value at `u`, in steps of the grid, of the cubic through the four `ys` around it.
 * @param {number[]} ys
 * @param {number} u
 */
export function cubic(ys, u) {
  const i = max(1, min(ys.length - 3, Math.floor(u + 1e-9)));
  const s = u - i;
  return (
    (-s * (s - 1) * (s - 2) * ys[i - 1]) / 6 +
    ((s + 1) * (s - 1) * (s - 2) * ys[i]) / 2 -
    ((s + 1) * s * (s - 2) * ys[i + 1]) / 2 +
    ((s + 1) * s * (s - 1) * ys[i + 2]) / 6
  );
}

/** @type {Spec["compute"]} */
export function compute({ lr, l2, weight_decay }, { left: { scale }, l2: coupled, adamw }) {
  const [first, second] = coupled.scale_per_lambda.map(log10);
  const along = (/** @type {number} */ size) => (log10(size / l2) - first) / (second - first);
  const share = adamw[lr][adamw.weight_decay.indexOf(weight_decay)];
  return {
    left: {
      scale,
      l2: scale.map((/** @type {number} */ size) => cubic(coupled[lr], along(size))),
      adamw: scale.map(() => share),
    },
    l2: coupled,
    adamw,
  };
}

/**
 * The row of the table that is nearest to `size`.
 * @type {(table: Columns, size: number) => number}
 */
const rowAt = ({ scale }, size) => {
  const off = scale.map((/** @type {number} */ x) => abs(log10(x / size)));
  return off.indexOf(min(...off));
};

/**
 * Where the number at a dot stands: above it, beside it or below, and never on AdamW's line. Below
 * `low` and above `high` it has no room between dot and edge.
 * @param {number} share
 * @param {number} adamw
 * @param {Constants} constants
 * @param {number} aside how far right of its dot a number above it begins
 * @returns {Pair}
 */
function beside(share, adamw, { low, high, crossed }, aside) {
  const under = share - adamw; // where AdamW's line is
  if (share < low) return [aside, -under > crossed && -under < 0.11 ? -27 : -8];
  if (share > high) return [0, under > crossed && under < 0.12 ? -13 : 18];
  return [8, share > 2 * low && 0 < share - adamw && share - adamw < low ? 28 : 12];
}

/**
 * @param {Columns} left
 * @param {Axes} axes
 * @param {Constants} constants
 * @param {string} form
 */
function shares(left, { point }, constants, form) {
  /** @type {Moves} */
  const moves = {};
  for (const size of constants.shown) {
    const name = String(size).replace(".", "_");
    const share = left.l2[rowAt(left, size)];
    const [x, y] = point(size, share);
    moves[`dot-${name}`] = { at: [x, y] };
    const [right, down] = beside(share, left.adamw[0], constants, constants.aside[form]);
    moves[`share-${name}`] = { text: fixed(share), at: [x + right, y + down] };
  }
  return moves;
}

/**
 * Where Adam's words stand: its line passes 0.7, or a height without AdamW's line, or has room.
 * @param {Columns} left
 * @param {Axes} axes
 * @returns {Pair}
 */
function besideL2({ scale, l2, adamw: [share] }, axes) {
  const height = abs(share - 0.7) < 0.1 ? 0.4 : 0.7;
  const off = l2.map((/** @type {number} */ one) => abs(one - height));
  const at = off.indexOf(min(...off));
  const room = scale.findIndex((/** @type {number} */ size) => size >= 0.06);
  const [x, y] = axes.point(scale[max(at, room)], l2[max(at, room)]);
  if (at > room) return [x - 10, y - 2];
  const crossed = abs(axes.y(share) - (y - 14)) < 14;
  return [x, crossed ? y + 50 : y - 8];
}

/**
 * Where AdamW's words stand: at the first place at its line where nothing else is.
 * @param {Columns} left
 * @param {Pair} other where Adam's words end
 * @param {Axes} axes
 * @param {Words} words
 * @param {number} low
 * @returns {Pair}
 */
function besideAdamw(left, other, { box, x, y }, words, low) {
  const line = y(left.adamw[0]);
  const [start, end] = box.x;
  /** @type {Pair[]} */
  const places = [-8, 18, -30].flatMap((lift) => [
    [end - 4, line + lift],
    [start + words.width, line + lift],
  ]);
  /** @type {(size: number, i: number) => Curve[number]} */
  const dot = (size, i) => ({ x: x(size), y: y(left.l2[i]), low: left.l2[i] < low });
  const curve = left.scale.map(dot);
  const free = (/** @type {Pair} */ at) =>
    at[1] - words.above > box.y[1] - 14 &&
    at[1] < box.y[0] &&
    clear(at, curve, words) &&
    apart(at, other, words);
  return places.find(free) ?? places[0];
}

/**
 * Whether neither the curve nor the numbers at its dots reach words that end at (x, y).
 * @type {(at: Pair, curve: Curve, words: Words) => boolean}
 */
const clear = ([x, y], curve, words) =>
  curve.every((point, i) => {
    if (point.x > x + 8 || point.x < x - words.width - 8) return true;
    const next = curve[i + 1] ?? point;
    const [top, bottom] = [min(point.y, next.y), max(point.y, next.y)];
    const [over, under] = point.low ? [22, 3] : [3, 22];
    return bottom + under < y - words.above || top - over > y + words.below;
  });

/** @type {(at: Pair, other: Pair, words: Words) => boolean} */
const apart = ([x, y], [p, q], { width, above, below }) =>
  abs(x - p) > width || abs(y - q) > above + below;

/**
 * AdamW's decay as the paper counts it, without the learning rate, and as libraries do.
 * @type {(state: State) => Moves}
 */
const forms = ({ lr, weight_decay }) => ({
  "form-paper": { text: short(lr * weight_decay) },
  "form-library": { text: short(weight_decay) },
  "form-rate": { text: short(lr) },
});

/**
 * Where the words are that move with their lines.
 * @type {(left: Columns, axes: Axes, words: Words, low: number) => Record<string, {at: Pair}>}
 */
function wordsAt(left, axes, words, low) {
  const l2 = besideL2(left, axes);
  return { l2: { at: l2 }, adamw: { at: besideAdamw(left, l2, axes, words, low) } };
}

/** @type {Spec["move"]} */
export function move({ left }, state, { main }, { constants }, form) {
  const words = constants.words[form]; // none where they stay in a key
  const { l2, adamw } = words ? wordsAt(left, main, words, constants.low) : {};
  return {
    ...forms(state),
    l2: { d: main.path(left.scale, left.l2) },
    adamw: { d: main.path(left.scale, left.adamw) },
    ...shares(left, main, constants, form),
    "readout-l2": { text: `Adam with L2, λ = ${short(state.l2)}`, ...l2 },
    "readout-adamw": {
      text: `AdamW, λ = ${short(state.weight_decay)}: ${fixed(left.adamw[0])}`,
      ...adamw,
    },
  };
}

/** @type {Spec["describe"]} */
export function describe({ left }, { lr, l2, weight_decay }) {
  const [small, large] = [0.01, 10].map((size) => fixed(left.l2[rowAt(left, size)]));
  return (
    `L2 with λ = ${short(l2)} leaves ${small} at noise 0.01, ${large} at noise 10; AdamW leaves ` +
    `${fixed(left.adamw[0])} at any. Its λ of ${short(weight_decay)} in a library is ` +
    `${short(lr * weight_decay)} in the paper’s form.`
  );
}

export const live = enliven({
  title: "Weight decay",
  lines: ({ left: { scale, l2, adamw } }) => [
    { axes: "main", curve: "l2", label: "Adam with L2", along: "noise", x: scale, y: l2 },
    { axes: "main", curve: "adamw", label: "AdamW", along: "noise", x: scale, y: adamw },
  ],
  compute,
  move,
  describe,
  mount: ({ picture, state }) => picture.apply(forms(state)),
});
