// Final loss against learning rate: four sweeps on real data, precomputed.

import { kept } from "#figures/picture.js";
import { readable } from "#figures/reader.js";
import { enliven } from "#figures/live.js";
import { NAMES, RULES, shown, shownNames, visibility } from "../rules.js";
import { fixed, list, short } from "#figures/text.js";

/** @import { Spec } from "#figures/types.js" */

const GIDS = ["band-*", "loss-*", "best-*", "sample-key-*", "readout-key-*"];

/**
 * The sweep of the problem, and of each rule the best rate with what belongs to it.
 * @type {Spec["compute"]}
 */
export function compute({ problem }, data) {
  const rows = RULES.map((rule) =>
    data.tuned.rule.findIndex(
      (/** @type {string} */ one, /** @type {number} */ i) =>
        one === rule && data.tuned.problem[i] === problem,
    ),
  );
  const tuned = Object.entries(data.tuned).map(([name, column]) => [name, rows.map((i) => column[i])]);
  return { sweep: data[problem], tuned: Object.fromEntries(tuned) };
}

/** @type {Spec["move"]} */
export function move({ sweep: table }, state, { main }, { constants: { problems } }) {
  const moves = visibility(state, GIDS);
  moves["readout-problem"] = { text: `final loss, ${problems[state.problem]}` };
  for (const rule of RULES) {
    const best = lowest(table[rule]);
    moves[`band-${rule}`].d = kept(table[`${rule}_low`], () => ribbon(main, table, rule));
    moves[`loss-${rule}`].d = kept(table[rule], () => main.path(table.lr, table[rule]));
    moves[`best-${rule}`].at = main.point(table.lr[best], table[rule][best]);
  }
  return moves;
}

/** @param {number[]} values */
const lowest = (values) => values.indexOf(Math.min(...values));

/**
 * Along the least losses, and back along the largest.
 * @param {import("#figures/picture.js").Axes} axes
 * @param {import("#figures/types.js").Columns} table
 * @param {string} rule
 */
function ribbon(axes, table, rule) {
  const { lr, [`${rule}_low`]: low, [`${rule}_high`]: high } = table;
  const back = axes.path([...lr].reverse(), [...high].reverse());
  return `${axes.path(lr, low)}L${back.slice(1)}z`;
}

/** @type {Spec["describe"]} */
export function describe({ tuned }, state) {
  const seen = RULES.map((rule, i) => ({ rule, lr: tuned.lr[i], decades: tuned.decades[i] }))
    .filter(({ rule }) => shown(state, rule))
    .sort((a, b) => b.decades - a.decades)
    .map(({ rule, lr, decades }) => `${NAMES[rule]} ${short(lr)} (${fixed(decades, 1)})`);
  if (!seen.length) return "No rule is shown.";
  return `Best rates, and in brackets how many powers of ten of rates end at 0.1 or below: ${list(seen)}.`;
}

export const live = enliven({
  title: "Loss against learning rate",
  lines: ({ sweep }, state) =>
    readable(sweep, shownNames(state), { axes: "main", along: "rate", x: sweep.lr }),
  effort: ", after it has trained 3,080 models: two minutes or so",
  compute,
  move,
  describe,
});
