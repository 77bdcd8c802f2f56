// Series of a figure that have names, and switches that hide what belongs to one.

import { row, toggle } from "./controls.js";

const PREFIX = "show_";

export const shown = (state, key) => state[PREFIX + key];

/** Those that are switched off, for `Drawing.without`. */
export const hidden = (state) =>
  Object.keys(state).flatMap((name) =>
    name.startsWith(PREFIX) && !state[name] ? name.slice(PREFIX.length) : [],
  );

/** The state in which all of `names` are seen. */
export const allShown = (names) =>
  Object.fromEntries(Object.keys(names).map((name) => [PREFIX + name, true]));

/** A switch for each of `names`, key to words; `tone` gives a key its role of colour. */
export const switches = (label, names, tone = (key) => key) =>
  row(
    label,
    ...Object.entries(names).map(([key, name]) => toggle(PREFIX + key, name, { tone: tone(key) })),
  );

const found = {};

/** The gid of a series' element; in `gid` a star stands for its key. Found once: a hand is quick. */
export const named = (gid, key) => ((found[gid] ??= {})[key] ??= gid.replace("*", key));

/** Moves that show or hide each series' elements. */
export function visibility(state, gids, names) {
  const moves = {};
  for (const key in names) {
    for (const gid of gids) moves[named(gid, key)] = { show: shown(state, key) };
  }
  return moves;
}
