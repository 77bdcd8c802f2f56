// The online problem of Reddi et al.: runs of 100,000 steps on a grid of beta2, precomputed, and
// Adam's drift per cycle, computed here.

import { average } from "../adamcore/index.js";
import { stops } from "#figures/controls.js";
import { kept } from "#figures/picture.js";
import { enliven } from "#figures/live.js";
import { allShown, hidden, shown, switches, visibility } from "../rules.js";
import { fixed, list, signed } from "#figures/text.js";

const GRID = [0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9993, 0.9995, 0.9997, 0.9998, 0.9999];
const RUNS = {
  adam: "Adam",
  paper: "AMSGrad as in the paper",
  max_then_correct: "AMSGrad, maximum then correction",
  correct_then_max: "AMSGrad, correction then maximum",
};
const GIDS = ["x-*", "x-*-end", "label-*", "regret-*", "regret-*-end"];
const [BETA1, FIRST, REST, PERIOD] = [0.9, 1010, -10, 101];

/** The periodic states of y = beta y + (1 - beta) u over one cycle, as adamcore's drift has them. */
function settled(beta, first, rest) {
  const states = [];
  let last = 0;
  let power = 1;
  for (let t = 0; t < PERIOD; t++) power *= beta;
  for (let cycle = 0; cycle < 2; cycle++) {
    for (let t = 0; t < PERIOD; t++) {
      last = average(beta, last, t ? rest : first);
      states[t] = last;
    }
    last /= 1 - power;
  }
  return states;
}

const m = settled(BETA1, FIRST, REST);

/** How far Adam moves x in a cycle, in units of the learning rate. */
export function drift(beta2) {
  const v = settled(beta2, FIRST * FIRST, REST * REST);
  return -m.reduce((sum, value, t) => sum + value / Math.sqrt(v[t]), 0);
}

/** x and regret with a column for each run, and the drift at beta2. */
export function compute({ beta2 }, data) {
  const of = (kind) => {
    const columns = Object.keys(RUNS).map((run) => [run, data[`${kind}_${run}`][beta2]]);
    return { t: data.x_adam.t, ...Object.fromEntries(columns) };
  };
  return { x: of("x"), regret: of("regret"), drift: { beta2: [beta2], drift: [drift(beta2)] } };
}

export function move({ x, regret, drift: here }, state, axes) {
  const moves = visibility(state, GIDS, RUNS);
  const [beta2] = here.beta2;
  const line = (gid, ax, table, run) => {
    moves[gid].d = kept(table[run], () => ax.path(table.t, table[run]));
    moves[`${gid}-end`].at = ax.point(table.t.at(-1), table[run].at(-1));
  };
  for (const run in RUNS) {
    line(`x-${run}`, axes.walk, x, run);
    line(`regret-${run}`, axes.regret, regret, run);
  }
  moves["label-adam"].at = under(axes.walk, x);
  const edge = Math.min(here.drift[0], axes.drift.sides.y.limits[1]);
  moves["drift-here"] = { at: axes.drift.point(1 - beta2, edge) };
  moves["readout-drift"] = { text: `${signed(here.drift[0], 3)} at β₂ = ${beta2}` };
  return moves;
}

/** The place of Adam's label: a fifth of the way, below the line, or above where that is low. */
function under(walk, { t, adam }) {
  const place = Math.floor(t.length / 5);
  const [x, y] = walk.point(t[place], adam[place]);
  return [x, y - (adam[place] < -0.3 ? 8 : -18)];
}

export function describe({ x, drift: here }, state) {
  const [drifted] = here.drift;
  const [side, turned] = drifted > 0 ? ["worst point, 1", ""] : ["best point, −1", "the sign has changed, and "];
  const ends = Object.keys(RUNS)
    .filter((run) => shown(state, run))
    .map((run) => `${fixed(x[run].at(-1))} for ${RUNS[run]}`);
  return (
    `At β₂ = ${state.beta2} ${turned}Adam drifts by ${signed(drifted, 3)} learning rates a cycle, toward the ` +
    `${side}.${ends.length ? ` x ends at ${list(ends)}.` : ""}`
  );
}

export const live = enliven({
  title: "Adam walks to the worst point",
  controls: [
    stops("beta2", "β₂ (12 precomputed runs)", GRID, { show: String, tone: "adam" }),
    switches("Runs", RUNS, (run) => (run === "adam" ? "adam" : "amsgrad")),
  ],
  state: allShown(RUNS),
  hidden,
  compute,
  move,
  describe,
});
