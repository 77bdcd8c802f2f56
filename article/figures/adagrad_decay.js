// Effective step sizes of a dense and of a rare feature; every rarity has its own run of 10,000
// steps, made when the page was built.

import { kept } from "#figures/picture.js";
import { readable } from "#figures/reader.js";
import { enliven } from "#figures/live.js";
import { short, whole } from "#figures/text.js";
import { NAMES } from "../rules.js";

/** @import { Moves, Spec } from "#figures/types.js" */

const RULES = ["adagrad", "rmsprop", "adam"];
const LABELS = Object.fromEntries(RULES.map((rule) => [rule, NAMES[rule]]));

/** @type {Spec["compute"]} */
export function compute({ period }, { dense, [`rare_${period}`]: rare }) {
  return { dense, rare };
}

/** @type {Spec["move"]} */
export function move({ rare }, { period }, axes) {
  /** @type {Moves} */
  const moves = { "readout-period": { text: `seen once in ${whole(period)} steps` } };
  for (const rule of RULES) {
    moves[`rare-${rule}`] = { d: kept(rare[rule], () => axes.rare.path(rare.t, rare[rule])) };
  }
  return moves;
}

/** @type {Spec["describe"]} */
export function describe({ rare: { t, adagrad, rmsprop, adam } }, { period }) {
  const last = t.length - 1;
  return (
    `A feature seen once in ${whole(period)} steps: after ${whole(t[last])} steps AdaGrad multiplies ` +
    `its gradient by ${short(adagrad[last])}, RMSProp by ${short(rmsprop[last])}, ` +
    `Adam by ${short(adam[last])} learning rates.`
  );
}

/** @type {Spec["lines"]} */
const lines = ({ dense, rare }) =>
  Object.entries({ dense, rare }).flatMap(([axes, table]) =>
    readable(table, LABELS, { axes, along: "step", x: table.t, curve: (rule) => `${axes}-${rule}` }),
  );

export const live = enliven({ title: "Effective step sizes", lines, compute, move, describe });
