// Loss curves on real data, precomputed; each rule can be taken out of the picture.

import { enliven } from "#figures/live.js";
import { readable } from "#figures/reader.js";
import { NAMES, RULES, shown, shownNames, visibility } from "../rules.js";
import { list } from "#figures/text.js";

/** @import { Spec } from "#figures/types.js" */

const GIDS = ["band-*", "loss-*", "tie-*", "label-*"];

/** @type {Spec["compute"]} */
export const compute = (_, { losses, rates }) => ({ losses, rates });

/** @type {Spec["move"]} */
export const move = (_, state) => visibility(state, GIDS);

/** @type {Spec["describe"]} */
export function describe({ rates }, state) {
  const seen = RULES.map((rule, i) => ({ rule, step: rates.steps_to_a_tenth[i] }))
    .filter(({ rule }) => shown(state, rule))
    .sort((a, b) => a.step - b.step)
    .map(({ rule, step }) => `${NAMES[rule]} at step ${step}`);
  if (!seen.length) return "No rule is shown.";
  return `The median loss comes down to 0.1: ${list(seen)}.`;
}

export const live = enliven({
  title: "Training loss",
  lines: ({ losses }, state) =>
    readable(losses, shownNames(state), { axes: "main", along: "step", x: losses.t }),
  effort: ", after it has trained 805 models: a minute or so",
  compute,
  move,
  describe,
});
