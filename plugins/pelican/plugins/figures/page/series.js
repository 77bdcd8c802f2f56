// Series of a figure that switches show or hide; each has a key.

export const PREFIX = "show_";

export const shown = (state, key) => state[PREFIX + key];

const found = {};

/** The gid of a series' element; in `gid` a star stands for its key. Found once: a hand is quick. */
export const named = (gid, key) => ((found[gid] ??= {})[key] ??= gid.replace("*", key));

/** Moves that show or hide each series' elements. */
export function visibility(state, gids, keys) {
  const moves = {};
  for (const key of keys) {
    for (const gid of gids) moves[named(gid, key)] = { show: shown(state, key) };
  }
  return moves;
}
