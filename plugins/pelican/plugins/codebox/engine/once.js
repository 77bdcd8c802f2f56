/**
 * What `make` gives for `key`, made again only after a failure.
 * @template K, T
 * @param {Map<K, Promise<T>>} known
 * @param {K} key
 * @param {() => Promise<T>} make
 */
export function once(known, key, make) {
  const found = known.get(key);
  if (found) return found;
  const made = make();
  known.set(key, made);
  made.catch(() => known.delete(key));
  return made;
}
