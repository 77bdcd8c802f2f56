// The online problem of Reddi et al.: runs of 100,000 steps on a grid of beta2, precomputed, and
// Adam's drift per cycle, computed here.

import { average } from "../adamcore/index.js";
import { kept } from "#figures/picture.js";
import { readable } from "#figures/reader.js";
import { enliven } from "#figures/live.js";
import { shown, visibility } from "#figures/series.js";
import { fixed, list, short, signed } from "#figures/text.js";

/** @import { Axes } from "#figures/picture.js" */
/** @import { Columns, Pair, Spec } from "#figures/types.js" */
/** @typedef {{first: number, rest: number, period: number}} Cycle gradients: one, and then all others */

const GIDS = ["x-*", "x-*-end", "label-*", "regret-*", "regret-*-end"];
const SAMPLES = ["sample-*"]; // of AMSGrad's forms

/**
 * The periodic states of y = beta y + (1 - beta) u over one cycle, as adamcore's drift has them.
 * @param {number} beta
 * @param {Cycle} cycle of u
 */
function settled(beta, { first, rest, period }) {
  /** @type {number[]} */
  const states = [];
  let last = 0;
  let power = 1;
  for (let t = 0; t < period; t++) power *= beta;
  for (let cycle = 0; cycle < 2; cycle++) {
    for (let t = 0; t < period; t++) {
      last = average(beta, last, t ? rest : first);
      states[t] = last;
    }
    last /= 1 - power;
  }
  return states;
}

/**
 * How far Adam moves x in a cycle, in units of the learning rate.
 * @param {number} beta2
 * @param {Cycle & {beta1: number}} cycle
 */
export function drift(beta2, cycle) {
  const { beta1, first, rest, period } = cycle;
  const m = settled(beta1, cycle);
  const v = settled(beta2, { first: first * first, rest: rest * rest, period });
  return -m.reduce((sum, value, t) => sum + value / Math.sqrt(v[t]), 0);
}

/**
 * x and regret with a column for each run, and the drift at beta2.
 * @type {Spec["compute"]}
 */
export function compute({ beta2 }, data) {
  /** @type {(kind: string) => Columns} */
  const of = (kind) => {
    const columns = Object.keys(data.constants.runs).map((run) => [run, data[`${kind}_${run}`][beta2]]);
    return { t: data.x_adam.t, ...Object.fromEntries(columns) };
  };
  return { x: of("x"), regret: of("regret"), drift: { beta2: [beta2], drift: [drift(beta2, data.constants)] } };
}

/** @type {Spec["move"]} */
export function move({ x, regret, drift: here }, state, axes, { constants }, form) {
  const runs = Object.keys(constants.runs);
  const forms = runs.filter((run) => constants.marked[run].length);
  const moves = { ...visibility(state, GIDS, runs), ...visibility(state, SAMPLES, forms) };
  const [beta2] = here.beta2;
  /** @type {(gid: string, ax: Axes, table: Columns, run: string) => void} */
  const line = (gid, ax, table, run) => {
    moves[gid].d = kept(table[run], () => ax.path(table.t, table[run]));
    moves[gid].at = constants.marked[run].map((/** @type {number} */ i) => ax.point(table.t[i], table[run][i]));
    moves[`${gid}-end`].at = ax.point(table.t.at(-1), table[run].at(-1));
  };
  for (const run of runs) {
    line(`x-${run}`, axes.walk, x, run);
    line(`regret-${run}`, axes.regret, regret, run);
  }
  const label = constants.label[form]; // none where it stands above the axes
  if (label) moves["label-adam"].at = under(axes.walk, x, label);
  const edge = Math.min(here.drift[0], axes.drift.sides.y.limits[1]);
  moves["drift-here"] = { at: axes.drift.point(1 - beta2, edge) };
  moves["readout-drift"] = { text: `${signed(here.drift[0], 3)} at β₂ = ${beta2}` };
  return moves;
}

/**
 * Adam's label goes with its line, a share `at` of the way; above it where x is below `low`.
 * @param {Axes} walk
 * @param {Columns} x
 * @param {{at: number, low: number}} label
 * @returns {Pair}
 */
function under(walk, { t, adam }, { at, low }) {
  const place = Math.floor(t.length * at);
  const [x, y] = walk.point(t[place], adam[place]);
  return [x, y - (adam[place] < low ? 8 : -18)];
}

/** @type {Spec["describe"]} */
export function describe({ x, drift: here }, state, { constants: { runs } }) {
  const [drifted] = here.drift;
  const [side, turned] = drifted > 0 ? ["worst point, 1", ""] : ["best point, −1", "the sign has changed, and "];
  const ends = Object.keys(runs)
    .filter((run) => shown(state, run))
    .map((run) => `${fixed(x[run].at(-1))} for ${runs[run]}`);
  return (
    `At β₂ = ${state.beta2} ${turned}Adam drifts by ${signed(drifted, 3)} learning rates a cycle, toward the ` +
    `${side}.${ends.length ? ` x ends at ${list(ends)}.` : ""}`
  );
}

const REST = Array.from({ length: 91 }, (_, i) => 0.1 * 10 ** (-i / 30)); // of 1 − β₂, as drawn
/** @type {number[] | undefined} */
let drifts;

/** @type {Spec["lines"]} */
const lines = ({ x, regret }, state, { constants }) => {
  const { runs } = constants;
  const y = (drifts ??= REST.map((rest) => drift(1 - rest, constants)));
  const say = (/** @type {number} */ at) => `Adam’s drift: ${signed(y[at], 3)} at β₂ = ${short(1 - REST[at], 5)}`;
  /** @type {Record<string, string>} */
  const names = Object.fromEntries(Object.entries(runs).filter(([run]) => shown(state, run)));
  const walked = Object.entries({ walk: x, regret }).flatMap(([axes, table]) =>
    readable(table, names, { axes, along: "step", x: table.t }),
  );
  return [...walked, { axes: "drift", curve: "drift", label: "Drift", along: "", x: REST, y, say }];
};

export const live = enliven({ title: "Adam walks to the worst point", lines, compute, move, describe });
