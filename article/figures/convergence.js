// Loss curves on real data, precomputed, and where each comes down to a small loss.

import { enliven } from "#figures/live.js";
import { readable } from "#figures/reader.js";
import { NAMES, RULES, shown, shownNames, visibility } from "../rules.js";
import { list, short } from "#figures/text.js";

/** @import { Spec } from "#figures/types.js" */

const GIDS = ["band-*", "loss-*", "drop-*", "mark-*", "tie-*", "label-*"];

/** @type {Spec["compute"]} */
export const compute = (_, { losses, arrivals }) => ({ losses, arrivals });

/** @type {Spec["move"]} */
export const move = (_, state) => visibility(state, GIDS);

/** @type {Spec["describe"]} */
export function describe({ arrivals: { learning_rate: rate, steps } }, state, { constants }) {
  const seen = RULES.map((rule, i) => ({ rule, step: steps[i], rate: rate[i] }))
    .filter(({ rule }) => shown(state, rule))
    .sort((a, b) => a.step - b.step)
    .map(({ rule, step, rate }) => `${NAMES[rule]} at step ${step} (learning rate ${short(rate)})`);
  if (!seen.length) return "No rule is shown.";
  return `The median loss comes down to ${constants.loss}: ${list(seen)}.`;
}

export const live = enliven({
  title: "Training loss",
  lines: ({ losses }, state) =>
    readable(losses, shownNames(state), { axes: "main", along: "step", x: losses.t }),
  effort: ", after it has trained 280 models: half a minute or so",
  compute,
  move,
  describe,
});
