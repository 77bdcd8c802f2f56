// The seven rules by their names: what the figures' series are in this article.

import * as series from "#figures/series.js";

export { named, shown } from "#figures/series.js";

/** @type {Record<string, string>} */
export const NAMES = {
  sgd: "SGD",
  momentum: "Momentum",
  adagrad: "AdaGrad",
  rmsprop: "RMSProp",
  adam: "Adam",
  amsgrad: "AMSGrad",
  adamw: "AdamW",
};

export const RULES = Object.keys(NAMES);

/** @type {(state: import("#figures/types.js").State, gids: string[]) => import("#figures/types.js").Moves} */
export const visibility = (state, gids) => series.visibility(state, gids, RULES);

/**
 * The names of the rules that are shown.
 * @param {import("#figures/types.js").State} state
 * @returns {Record<string, string>}
 */
export const shownNames = (state) =>
  Object.fromEntries(Object.entries(NAMES).filter(([rule]) => series.shown(state, rule)));

/**
 * The text of a key: a name, with something after it.
 * @param {string} rule
 * @param {string} text
 */
export const words = (rule, text) => `${NAMES[rule]} ${text}`;
