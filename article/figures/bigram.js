// Excess loss by the rank of the token: looks at five moments of runs made when the page was built.

import { kept } from "#figures/picture.js";
import { readable } from "#figures/reader.js";
import { enliven } from "#figures/live.js";
import { list, short } from "#figures/text.js";

/** @import { Moves, Spec } from "#figures/types.js" */

const RULES = {
  sgd: "Gradient descent",
  momentum: "Momentum",
  sign: "Sign descent",
  adam: "Adam",
};

/** @type {Spec["compute"]} */
export const compute = ({ step }, { [`after_${step}`]: after }) => ({ after });

/** @type {Spec["move"]} */
export function move({ after }, { step }, axes) {
  /** @type {Moves} */
  const moves = { "readout-step": { text: `excess loss after ${step} steps` } };
  for (const rule of Object.keys(RULES)) {
    moves[`excess-${rule}`] = {
      d: kept(after[rule], () => axes.main.path(after.rank, after[rule])),
    };
  }
  return moves;
}

/** @type {Spec["describe"]} */
export function describe({ after }, { step }) {
  const rarest = after.rank.length - 1;
  const told = Object.entries(RULES).map(
    ([rule, name]) => `${name} ${short(after[rule][rarest], 2)}`,
  );
  return `Excess loss of the rarest tokens after ${step} steps: ${list(told)}.`;
}

export const live = enliven({
  title: "Loss by frequency",
  lines: ({ after }) => readable(after, RULES, { axes: "main", along: "rank", x: after.rank }),
  compute,
  move,
  describe,
});
