// Lines of precomputed columns: each is written when it is first seen, then kept.

const lines = new WeakMap();

/** What `draw` makes of a column that never changes, made once. */
export function kept(column, draw) {
  let line = lines.get(column);
  if (line === undefined) lines.set(column, (line = draw()));
  return line;
}
