// The first steps of AMSGrad in each of its conventions, beside Adam's.

import { amsgrad_step, average, maximum } from "../adamcore/index.js";
import { enliven } from "#figures/live.js";
import { readable } from "#figures/reader.js";
import { short } from "#figures/text.js";

/** @import { Axes } from "#figures/picture.js" */
/** @import { Columns, Moves, Spec, State } from "#figures/types.js" */

const { max, min } = Math;

/**
 * Steps in units of lr for a gradient of 1 that is `first` at the first step. The rules share m
 * and v; a maximum of corrected estimates is asked at every step, all else only where it is shown.
 * @param {State} state
 * @param {number} first
 * @param {number[]} t
 * @param {string[]} conventions
 */
export function stepsOf({ beta1, beta2 }, first, t, conventions) {
  /** @type {Columns} */
  const table = { t, adam: [] };
  for (const name of conventions) table[name] = [];
  let [m, v, largest, corrected, shown] = [0, 0, 0, 0, 0];
  let [beta1_t, beta2_t] = [1, 1];
  for (let step = 1; shown < t.length; step++) {
    const g = step === 1 ? first : 1;
    m = average(beta1, m, g);
    v = average(beta2, v, g * g);
    beta1_t *= beta1;
    beta2_t *= beta2;
    largest = maximum("paper", largest, v, beta2_t);
    corrected = maximum("correct_then_max", corrected, v, beta2_t);
    if (step !== t[shown]) continue;
    shown++;
    for (const name of conventions) {
      const vhat = name === "correct_then_max" ? corrected : largest;
      table[name].push(amsgrad_step(name, 1, { m, vhat, beta1_t, beta2_t, eps: 0 }));
    }
    // Without a maximum AMSGrad is Adam.
    table.adam.push(amsgrad_step("max_then_correct", 1, { m, vhat: v, beta1_t, beta2_t, eps: 0 }));
  }
  return table;
}

/** @type {Spec["compute"]} */
export const compute = (state, { constant: { t }, constants: { conventions } }) => ({
  constant: stepsOf(state, 1, t, conventions),
  burst: stepsOf(state, state.first, t, conventions),
});

/**
 * The lines of one pair of axes, with `markers` on one of so many points.
 * @param {string} name
 * @param {Columns} table
 * @param {Axes} axes
 * @param {{conventions: string[], markers: number}} constants
 */
function lines(name, table, axes, { conventions, markers }) {
  /** @type {Moves} */
  const moves = { [`${name}-adam`]: { d: axes.path(table.t, table.adam) } };
  for (const convention of conventions) {
    const ys = table[convention];
    const at = [];
    for (let i = 0; i < ys.length; i += markers) at.push(axes.point(table.t[i], ys[i]));
    moves[`${name}-${convention}`] = { d: axes.path(table.t, ys), at };
  }
  return moves;
}

/** @type {Spec["move"]} */
export function move({ constant, burst }, { first }, axes, { constants }, form) {
  const [{ x, y }, right] = [axes.constant, axes.burst];
  const [card, paper] = [constant.card[0], constant.paper[0]];
  const thirty = constant.t.findIndex((/** @type {number} */ t) => t >= 30);
  return {
    ...lines("constant", constant, axes.constant, constants),
    ...lines("burst", burst, right, constants),
    ...ends(burst, constants.beside.includes(form) ? right : undefined),
    "readout-card": {
      text: `the card to the letter: ${short(card)} at t = 1`,
      at: [x(1), y(card) - 7],
    },
    "readout-paper": {
      text: `the paper’s: ${short(paper)}`,
      at: [x(constant.t[thirty]) + 10, y(max(constant.card[thirty], 1.25)) - 2],
    },
    ...besideOne(constant, axes.constant, constants),
    "readout-first": { text: `${short(first)} at first, then 1` },
  };
}

/**
 * Adam's words: under the line at 1, or right of the paper's line where that begins below `rises`
 * and comes from there.
 * @param {Columns} table
 * @param {Axes} axes
 * @param {{rises: number}} constants
 * @returns {Moves}
 */
function besideOne({ t, paper }, { box, point }, { rises }) {
  const under = (/** @type {number} */ at) => point(t[at], min(1, paper[at]));
  const free = (/** @type {number} */ step, /** @type {number} */ at) => step >= 12 && under(at)[1] + 38 < box.y[0];
  const [x, y] = paper[0] < rises ? under(t.findIndex(free)) : point(1.2, 1);
  return { "label-adam": { at: [x, y + 18] }, "label-one": { at: [x, y + 34] } };
}

/**
 * Words on the two library conventions at their right end, below their lines if there is room;
 * without axes they stay in a key.
 * @param {Columns} burst
 * @param {Axes} [axes]
 * @returns {Moves}
 */
function ends(burst, axes) {
  const [high, low] = [burst.max_then_correct.at(-1), burst.correct_then_max.at(-1)];
  const below = min(0.56, (0.27 * high) / low) * low;
  const under = low < 0.22 * high ? 0.3 : 0.53; // clear of the dip, if the other line is far below
  /** @type {(what: string, value: number, at: number) => import("#figures/picture.js").Move} */
  const words = (what, value, at) => ({
    text: `${what} first: ${short(value, 2)}`,
    ...(axes && { at: [axes.box.x[1] - 2, axes.y(at)] }),
  });
  return {
    "readout-maximum": words("maximum", high, (high > 0.5 ? under : 1.3) * high),
    "readout-burst": words("correction", low, below > 0.045 ? below : 1.3 * low),
  };
}

/** @type {Spec["describe"]} */
export function describe({ constant, burst }, { beta2, first }) {
  const last = (/** @type {string} */ name) => short(burst[name].at(-1), 2);
  return (
    `At β₂ = ${beta2} the card to the letter begins with a step of ${short(constant.card[0])}, the ` +
    `paper’s form with ${short(constant.paper[0])}. A first gradient of ${short(first)} leaves steps of ` +
    `${last("correct_then_max")} with the correction first, ${last("max_then_correct")} with the maximum first.`
  );
}

/** @type {Record<string, string>} */
const FORMS = {
  adam: "Adam",
  paper: "The paper’s form",
  max_then_correct: "Maximum, then correction",
  correct_then_max: "Correction, then maximum",
  card: "The card to the letter",
};

/** @type {Spec["lines"]} */
const forms = ({ constant, burst }) =>
  Object.entries({ constant, burst }).flatMap(([axes, table]) =>
    readable(table, FORMS, { axes, along: "step", x: table.t, curve: (form) => `${axes}-${form}` }),
  );

export const live = enliven({ title: "First steps of AMSGrad", lines: forms, compute, move, describe });
