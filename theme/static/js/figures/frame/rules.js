// The seven rules by their names, and switches that hide what belongs to a rule.

import { row, toggle } from "./controls.js";

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

const PREFIX = "show_";

export const shown = (state, rule) => state[PREFIX + rule];

/** Those that are switched off, for `Drawing.without`. */
export const hidden = (state) =>
  Object.keys(state).flatMap((name) =>
    name.startsWith(PREFIX) && !state[name] ? name.slice(PREFIX.length) : [],
  );

/** The state in which all of `names` are seen. */
export const allShown = (names = NAMES) =>
  Object.fromEntries(Object.keys(names).map((rule) => [PREFIX + rule, true]));

/** A switch for each; `tone` gives a name its rule, where that is another. */
export const switches = (label, names = NAMES, tone = (rule) => rule) =>
  row(
    label,
    ...Object.entries(names).map(([rule, name]) => toggle(PREFIX + rule, name, { tone: tone(rule) })),
  );

const found = {};

/** The gid of a rule's element; in `gid` a star stands for the rule. Found once: a hand is quick. */
export const named = (gid, rule) => ((found[gid] ??= {})[rule] ??= gid.replace("*", rule));

/** Moves that show or hide each rule's elements. */
export function visibility(state, gids, names = NAMES) {
  const moves = {};
  for (const rule in names) {
    for (const gid of gids) moves[named(gid, rule)] = { show: shown(state, rule) };
  }
  return moves;
}

/** The text of a key: a name, with something after it. */
export const words = (rule, text) => `${NAMES[rule]} ${text}`;
