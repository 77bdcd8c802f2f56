// The error left in common and in rare words along a run of 1,000 steps, precomputed.

import { enliven } from "#figures/live.js";
import { player } from "#figures/player.js";
import { NAMES, RULES } from "../rules.js";
import { fixed, whole } from "#figures/text.js";

/** @import { Moves, Spec } from "#figures/types.js" */

const GROUPS = ["common", "rare"];
const ENDS = ["", "_low", "_high"];

/**
 * Per rule: its learning rate, and mean and range of the error in both groups after `at` steps.
 * @type {Spec["compute"]}
 */
export function compute({ at }, data) {
  const row = data.path_common.t.indexOf(at);
  /** @type {import("#figures/types.js").Columns} */
  const errors = { rule: RULES, learning_rate: data.errors.learning_rate };
  for (const group of GROUPS) {
    const path = data[`path_${group}`];
    for (const end of ENDS) errors[group + end] = RULES.map((rule) => path[rule + end][row]);
  }
  return { errors };
}

/** @type {Spec["move"]} */
export function move({ errors }, _, { main }) {
  /** @type {Moves} */
  const moves = {};
  for (const [row, rule] of RULES.entries()) {
    const y = main.y(row);
    /** @type {(from: number[], to: number[]) => {d: string}} */
    const line = (from, to) => ({ d: `M${main.x(from[row])} ${y}H${main.x(to[row])}` });
    moves[`span-${rule}`] = line(errors.common, errors.rare);
    for (const group of GROUPS) {
      moves[`${group}-${rule}`] = { at: [main.x(errors[group][row]), y] };
      moves[`${group}-range-${rule}`] = line(errors[`${group}_low`], errors[`${group}_high`]);
    }
  }
  return moves;
}

/** @type {Spec["describe"]} */
export function describe({ errors }, { at }) {
  const left = RULES.map(
    (rule, row) => `${NAMES[rule]} ${fixed(errors.common[row])} and ${fixed(errors.rare[row])}`,
  );
  return `After ${whole(at)} steps, error left in common and in rare words: ${left.join("; ")}.`;
}

export const live = enliven({
  title: "Common and rare words",
  words: NAMES,
  lines: ({ errors }) =>
    RULES.map((rule, row) => ({
      axes: "main",
      curve: rule,
      label: NAMES[rule],
      along: "",
      x: GROUPS.map((group) => errors[group][row]),
      y: [row, row],
      say: (at) => `${NAMES[rule]}, ${GROUPS[at]} words: ${fixed(errors[GROUPS[at]][row])}`,
    })),
  compute,
  move,
  describe,
  mount: (figure) => player(figure, "at", { seconds: 5 }),
});
