// Series of a figure that switches show or hide; each has a key.

export const PREFIX = "show_";

/**
 * @param {import("./types.js").State} state
 * @param {string} key
 */
export const shown = (state, key) => state[PREFIX + key];

/** @type {Record<string, Record<string, string>>} */
const found = {};

/**
 * The gid of a series' element; in `gid` a star stands for its key. Found once: a hand is quick.
 * @param {string} gid
 * @param {string} key
 */
export const named = (gid, key) => ((found[gid] ??= {})[key] ??= gid.replace("*", key));

/**
 * Moves that show or hide each series' elements.
 * @param {import("./types.js").State} state
 * @param {string[]} gids
 * @param {string[]} keys
 */
export function visibility(state, gids, keys) {
  /** @type {import("./types.js").Moves} */
  const moves = {};
  for (const key of keys) {
    for (const gid of gids) moves[named(gid, key)] = { show: shown(state, key) };
  }
  return moves;
}
