/** What can be said of whatever was thrown. */

/**
 * What an error says, of whatever kind it is.
 * @param {unknown} error
 */
export const messageOf = (error) =>
  String(/** @type {{message?: unknown} | null | undefined} */ (error)?.message ?? error);

/**
 * The `kind` of an error of a download; undefined for any other.
 * @param {unknown} error
 */
export const kindOf = (error) =>
  error instanceof Error && "kind" in error ? String(error.kind) : undefined;
