// Final loss against learning rate: four sweeps on real data, precomputed, and one rate in all.

import { kept } from "#figures/picture.js";
import { readable } from "#figures/reader.js";
import { guide } from "#figures/guide.js";
import { enliven } from "#figures/live.js";
import { NAMES, RULES, words } from "../rules.js";
import { fixed, list, short } from "#figures/text.js";

/** @import { Axes } from "#figures/picture.js" */
/** @import { Columns, Moves, Spec } from "#figures/types.js" */
/** @typedef {{panels: Record<string, string[]>, problems: Record<string, string>, ceiling: number, good: number}} Constants */

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
export function move({ sweep, tuned }, { problem, lr }, axes, { constants }) {
  const { panels, problems } = constants;
  const here = sweep.learning_rate.indexOf(lr);
  /** @type {Moves} */
  const moves = { "readout-problem": { text: `final loss: ${problems[problem]}` } };
  for (const panel in panels) {
    const ax = axes[panel];
    const [bottom, top] = ax.box.y;
    moves[`line-${panel}`] = { d: `M${ax.x(lr)} ${bottom}V${top}` };
    for (const rule of panels[panel]) {
      moves[`band-${rule}`] = { d: kept(sweep[`${rule}_low`], () => ribbon(ax, sweep, rule)) };
      moves[`loss-${rule}`] = { d: kept(sweep[rule], () => ax.path(sweep.learning_rate, sweep[rule])) };
      moves[`good-${rule}`] = shade(ax, tuned, RULES.indexOf(rule), constants);
      const loss = sweep[rule][here];
      moves[`here-${rule}`] = { at: [ax.x(lr), Math.max(top, ax.y(loss))] };
      moves[`readout-key-${rule}`] = { text: told(rule, loss, constants) };
    }
  }
  return moves;
}

/** @type {(rule: string, loss: number, constants: Constants) => string} */
const told = (rule, loss, { ceiling }) => `${NAMES[rule]}: ${loss >= ceiling ? "diverges" : short(loss)}`;

/**
 * The good rates of a rule, from the edge of the axes up to the loss that makes them good.
 * @type {(axes: Axes, tuned: Columns, i: number, constants: Constants) => import("#figures/picture.js").Move}
 */
function shade({ x, y, box }, { least, largest }, i, { good }) {
  if (least[i] === null) return { show: false };
  const [left, right] = [x(least[i]), x(largest[i])];
  return { d: `M${left} ${box.y[0]}V${y(good)}H${right}V${box.y[0]}z`, show: true };
}

/**
 * Along the least losses, and back along the largest.
 * @param {Axes} axes
 * @param {Columns} table
 * @param {string} rule
 */
function ribbon(axes, table, rule) {
  const { learning_rate: lr, [`${rule}_low`]: low, [`${rule}_high`]: high } = table;
  const back = axes.path([...lr].reverse(), [...high].reverse());
  return `${axes.path(lr, low)}L${back.slice(1)}z`;
}

/** @type {Spec["describe"]} */
export function describe({ sweep, tuned }, { lr }, { constants: { good } }) {
  const here = sweep.learning_rate.indexOf(lr);
  const fine = RULES.filter((rule) => sweep[rule][here] <= good).map((rule) => NAMES[rule]);
  const best = RULES.map((rule, i) => ({ rule, lr: tuned.learning_rate[i], decades: tuned.decades[i] }))
    .sort((a, b) => b.decades - a.decades)
    .map(({ rule, lr, decades }) => words(rule, `${short(lr)} (${fixed(decades, 1)})`));
  return (
    `A learning rate of ${short(lr)} is good for ${list(fine) || "no rule"}. Best rates, and in brackets ` +
    `how many powers of ten of rates are good: ${list(best)}.`
  );
}

export const live = enliven({
  title: "Loss against learning rate",
  lines: ({ sweep }, _, { constants: { panels } }) =>
    Object.entries(/** @type {Constants["panels"]} */ (panels)).flatMap(([axes, rules]) =>
      readable(sweep, Object.fromEntries(rules.map((rule) => [rule, NAMES[rule]])), {
        axes,
        along: "learning rate",
        x: sweep.learning_rate,
      }),
    ),
  effort: ", after it has trained 3,080 models: two minutes or so",
  compute,
  move,
  describe,
  mount: (figure) => guide(figure, "lr"),
});
