// One update of a rule, taken apart into the terms of its formula, as adamcore/figures/update.py does.

import { RULES as LAWS, SURFACES, walk } from "../../adamcore/index.js";
import { multiplied } from "./surface.js";

/** @import { Pair, State } from "#figures/types.js" */

export const TERMS = ["gradient", "momentum", "root", "decay", "step"];
const EPS = 1e-8;
const DECAY = 0.01; // of AdamW
const SEEN = 1; // pixels: the shortest arrow that is drawn, and its head
const HEAD = 6;

const { hypot, min, sqrt } = Math;

/**
 * Momentum and root of coordinate i, from the state after the step.
 * @type {Record<string, (s: any, i: number) => {momentum?: number, root?: number}>}
 */
const AVERAGES = {
  sgd: () => ({}),
  momentum: ({ u }, i) => ({ momentum: u[i] }),
  adagrad: ({ G }, i) => ({ root: sqrt(G[i] + EPS) }),
  rmsprop: ({ v }, i) => ({ root: sqrt(v[i]) + EPS }),
  adam: (s, i) => corrected(s, s.v[i], i),
  amsgrad: (s, i) => corrected(s, s.vhat[i], i),
  adamw: (s, i) => corrected(s, s.v[i], i),
};

/** @type {(s: any, square: number, i: number) => {momentum: number, root: number}} */
const corrected = ({ m, beta1_t, beta2_t }, square, i) => ({
  momentum: m[i] / (1 - beta1_t),
  root: sqrt(square / (1 - beta2_t)) + EPS,
});

/**
 * What the rule that is chosen makes of the point at the step: a table, NaN where it has no such term.
 * @param {State} state
 */
export function terms({ update = "adam", surface, steps, scale, x, y, ...rates }) {
  const lr = rates[update];
  const rule = LAWS[update]({ lr });
  const problem = multiplied(SURFACES[surface], scale);
  /** @type {Record<string, any>} */
  const table = { coordinate: ["x", "y"] };
  walk(rule, problem, { theta: [x, y], steps }, (t, point, grad, s) => {
    if (t < steps) return;
    const after = Float64Array.from(point);
    rule.step(after, grad, s);
    const rows = [0, 1].map((i) => ({
      gradient: grad[i],
      decay: update === "adamw" ? -lr * DECAY * point[i] : NaN,
      step: after[i] - point[i],
      ...AVERAGES[update](s, i),
    }));
    for (const term of TERMS) {
      table[term] = rows.map((row) => /** @type {Record<string, number>} */ (row)[term] ?? NaN);
    }
  });
  return table;
}

/** @param {number} at */
const written = (at) => Math.round(100 * at) / 100;

/**
 * An arrow from one point of the drawing to another, in one stroke; where it would be nothing to see,
 * no line.
 * @param {Pair} from
 * @param {Pair} to
 */
export function arrow([x, y], [p, q]) {
  const length = hypot(p - x, q - y);
  if (!(length >= SEEN && length < Infinity)) return "";
  const head = min(HEAD, length / 2) / length;
  const [along, across] = [head * (p - x), head * (q - y)];
  const wing = (/** @type {number} */ side) =>
    `${written(p - along - side * 0.6 * across)} ${written(q - across + side * 0.6 * along)}`;
  const tip = `${written(p)} ${written(q)}`;
  return `M${written(x)} ${written(y)}L${tip}L${wing(1)}L${tip}L${wing(-1)}`;
}
