// One coordinate of a run: its gradients, Adam's two estimates, the step; and what epsilon does.

import { estimates, root } from "../adamcore/index.js";
import { enliven } from "#figures/live.js";
import { kept } from "#figures/picture.js";
import { fixed, short, signed } from "#figures/text.js";

/** @import { Axes } from "#figures/picture.js" */
/** @import { Columns, Moves, Spec, State } from "#figures/types.js" */

const SMALL = 0.0005; // steps below it have nothing but zeros in three places

const { abs, sqrt } = Math;

/** @type {(place: string) => boolean} */
const inside = (place) => place === "inside";

/**
 * The step in units of lr for a gradient that is always `size`.
 * @type {(size: number, eps: number, place: string) => number}
 */
const steady = (size, eps, place) => size / root(size * size, eps, inside(place));

/**
 * What Adam makes of `scale` times a sequence; its bound is the drawing's own, whatever the scale.
 * @param {Columns} sequences
 * @param {State} state
 * @param {{beta1: number, beta2: number}} betas
 */
function inspected(sequences, { sequence, scale, eps, place }, betas) {
  const { t, bound, turn, burst } = sequences;
  const g = sequences[sequence].map((/** @type {number} */ value) => scale * value);
  const { mhat, vhat } = estimates(g, betas);
  const step = mhat.map((value, i) => value / root(vhat[i], eps, inside(place)));
  return { t, g, mhat, root_vhat: vhat.map(sqrt), step, bound, turn, burst };
}

/** @type {Spec["compute"]} */
export function compute(state, { run, epsilon: { scale }, constants }) {
  /** @type {(place: string) => number[]} */
  const at = (place) =>
    scale.map((/** @type {number} */ size) => steady(size, state.eps, place));
  return {
    run: inspected(run, state, constants),
    epsilon: { scale, outside: at("outside"), inside: at("inside") },
  };
}

/** @type {(step: number, axes: Axes) => {d: string}} */
const cursor = (step, { x, box }) => ({ d: `M${x(step)} ${box.y[0]}V${box.y[1]}` });
/** @type {(value: number) => string} */
const plus = (value) => (value > 0 ? "+" : "") + short(value);

/**
 * A dot for every gradient, as style.py draws them: round ends of lines without length.
 * @param {number[]} t
 * @param {number[]} values
 * @param {Axes} axes
 */
function dots(t, values, axes) {
  return t.map((step, i) => axes.point(step, values[i]).join(" ")).map((at) => `M${at}L${at}`).join("");
}

/**
 * The axes of estimates are in units of `scale`, as those that draw() makes.
 * @param {Columns} run
 * @param {State} state
 * @param {Axes} axes
 * @returns {Moves}
 */
function estimatesMoved(run, { sequence, step, scale }, axes) {
  const { t, g, mhat, root_vhat } = run;
  const i = step - 1;
  /** @type {(values: number[]) => {at: import("#figures/types.js").Pair}} */
  const dot = (values) => ({ at: axes.point(step, values[i] / scale) });
  /** @type {(values: number[]) => {d: string}} */
  const line = (values) => ({ d: axes.path(t, values.map((value) => value / scale)) });
  return {
    g: { d: kept(run[sequence], () => dots(t, run[sequence], axes)) },
    mhat: line(mhat),
    "root-vhat": line(root_vhat),
    "dot-g": dot(g),
    "dot-mhat": dot(mhat),
    "dot-root-vhat": dot(root_vhat),
    "cursor-estimates": cursor(step, axes),
    "tick-low": { text: short(-2 * scale, 2) },
    "tick-high": { text: short(2 * scale, 2) },
    "readout-t": { text: `t = ${step}` },
    "readout-g": { text: `g = ${plus(g[i])}` },
    "readout-mhat": { text: `m̂ = ${plus(mhat[i])}` },
    "readout-root-vhat": { text: `√v̂ = ${short(root_vhat[i])}` },
  };
}

/**
 * @param {Columns} run
 * @param {State} state
 * @param {Axes} axes
 * @returns {Moves}
 */
function stepMoved(run, { step }, axes) {
  const size = run.step[step - 1];
  return {
    step: { d: axes.path(run.t, run.step) },
    "dot-step": { at: axes.point(step, size) },
    "cursor-step": cursor(step, axes),
    "readout-step": { text: `step ÷ learning rate = ${abs(size) < SMALL ? plus(size) : signed(size, 3)}` },
    "readout-bound": { text: `bound ±${fixed(run.bound[step - 1])}` },
  };
}

/**
 * In a key the names of both lines stay where they are.
 * @param {Columns} epsilon
 * @param {State} state
 * @param {Axes} axes
 * @param {boolean} keyed
 * @returns {Moves}
 */
function epsilonMoved({ scale: sizes, outside, inside }, { scale, eps, place }, axes, keyed) {
  return {
    outside: { d: axes.path(sizes, outside) },
    inside: { d: axes.path(sizes, inside) },
    "dot-scale": { at: axes.point(scale, steady(scale, eps, place)) },
    ...(keyed ? {} : namesMoved(eps, axes)),
  };
}

/** @type {(eps: number, axes: Axes) => Moves} */
const namesMoved = (eps, { x, y }) => ({
  "label-outside": { at: [x(eps) - 8, y(0.5) - 4] },
  "label-inside": { at: [x(sqrt(eps)) + 4, y(0.5) + 8] },
});

/** @type {Spec["move"]} */
export const move = ({ run, epsilon }, state, axes, { constants }, form) => ({
  ...estimatesMoved(run, state, axes.estimates),
  ...stepMoved(run, state, axes.step),
  ...epsilonMoved(epsilon, state, axes.epsilon, constants.keyed.includes(form)),
});

/** @type {Spec["describe"]} */
export function describe({ run }, { step, scale, eps, place }) {
  const i = step - 1;
  const [g, mhat, root] = [plus(run.g[i]), plus(run.mhat[i]), short(run.root_vhat[i])];
  return (
    `At step ${step} g is ${g}, m̂ ${mhat}, √v̂ ${root}; the step is ` +
    `${plus(run.step[i])} learning rates. A steady gradient of ${short(scale)} would step ` +
    `${short(steady(scale, eps, place))}.`
  );
}

/**
 * Estimates are drawn in units of `scale`; read off they are so too.
 * @type {Spec["lines"]}
 */
const lines = ({ run, epsilon }, { scale }) => {
  const scaled = (/** @type {ArrayLike<number>} */ values) => Array.from(values, (value) => value / scale);
  const units = scale === 1 ? "" : ` ÷ ${short(scale)}`;
  return [
    { axes: "estimates", curve: "mhat", label: `m̂${units}`, along: "step", x: run.t, y: scaled(run.mhat) },
    { axes: "estimates", curve: "root-vhat", label: `√v̂${units}`, along: "step", x: run.t, y: scaled(run.root_vhat) },
    { axes: "step", curve: "step", label: "Step ÷ learning rate", along: "step", x: run.t, y: run.step },
    { axes: "epsilon", curve: "outside", label: "ε outside", along: "size", x: epsilon.scale, y: epsilon.outside },
    { axes: "epsilon", curve: "inside", label: "ε inside", along: "size", x: epsilon.scale, y: epsilon.inside },
  ];
};

export const live = enliven({ title: "Coordinate inspector", lines, compute, move, describe });
