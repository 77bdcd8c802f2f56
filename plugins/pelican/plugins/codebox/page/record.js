/**
 * What a box holds, as data. `origin` tells whose code it is: the reader's "own" (or the article's),
 * from a "link", or from elsewhere on the "page". `link` is the fragment that is dealt with already;
 * `before` is what was here before, null for the article's own.
 *
 * @typedef {{code: string} & Source} Held
 * @typedef {{origin: string, link: string, before: Held | null, edited?: boolean}} Source `edited`
 *   tells whether a reader has touched code that is not theirs
 */

const VERSION = 2; // 1 was the bare code, under a key of its own
const ORIGINS = ["own", "link", "page"];

/** @type {(code: string) => Held} */
export const own = (code) => ({ code, origin: "own", link: "", before: null });

/** @type {(record: Held) => string} */
export const written = (record) => JSON.stringify({ version: VERSION, ...record });

/**
 * The record in `text`; null if there is none that this script can read.
 * @param {string | null} text
 */
export function read(text) {
  if (text === null) return null;
  try {
    const { version, ...found } = JSON.parse(text);
    return version === VERSION ? checked(found) : null;
  } catch {
    return null;
  }
}

/**
 * @param {{[field: string]: any}} found
 * @returns {Held}
 */
function checked({ code, origin, link = "", before = null }) {
  if (typeof code !== "string" || typeof link !== "string" || !ORIGINS.includes(origin)) {
    throw new TypeError("no record");
  }
  return { code, origin, link, before: before && checked(before) };
}

/**
 * What stays of `record` under other code: a link or a figure can be asked again, edits cannot.
 * @param {Held} record
 * @param {string} origin of the other code
 */
export function beneath({ edited, ...record }, origin) {
  return record.origin === origin && origin !== "own" && !edited ? record.before : record;
}
