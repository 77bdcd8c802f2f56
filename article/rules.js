// The seven rules by their names: what the figures' series are in this article.

import * as series from "#figures/series.js";

export { named, shown } from "#figures/series.js";

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

export const visibility = (state, gids) => series.visibility(state, gids, RULES);

/** The text of a key: a name, with something after it. */
export const words = (rule, text) => `${NAMES[rule]} ${text}`;
