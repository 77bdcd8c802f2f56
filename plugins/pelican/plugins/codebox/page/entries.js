/** What the log is made of, and what each entry counts against the limits. */

import { ALL_COST, ALL_PIXELS, CHARACTERS, LINES, PICTURE_BYTES, PICTURES, RUNS } from "../engine/limits.js";

/** @import { Drawn } from "../engine/pictures.js" */
/** @import { Line, Screen } from "./terminal.js" */
/** @typedef {{lines: number, characters: number, values: number, pictures: number}} Gone */
/**
 * @typedef {object} Size what counts against the limits
 * @property {number} lines
 * @property {number} characters
 * @property {number} runs
 * @property {number} pictures
 * @property {number} bytes
 * @property {number} pixels
 * @property {number} cost
 */
/** @typedef {{kind: string, text: string, picture?: undefined}} Words a value, a note, or of a stream */
/** @typedef {{kind: "error", text: string, hint: string, picture?: undefined}} Failed */
/**
 * @typedef {object} Verdict
 * @property {"verdict"} kind
 * @property {boolean} passed
 * @property {string} text
 * @property {number} line
 * @property {string} detail
 * @property {undefined} [picture]
 */
/** @typedef {Drawn & {picture: true, text?: undefined, pixels?: number, cost?: number}} Pictured */
/** @typedef {Words | Failed | Verdict | Pictured} Piece of what comes */
/** @typedef {{version: number, size: Partial<Size>}} Counted `version` grows with each change */
/**
 * @typedef {object} Lines
 * @property {string} kind
 * @property {Line[]} lines
 * @property {Screen | null} [screen] where its stream's cursor is
 * @property {boolean} [joins] it goes on where the entry before it ends
 * @property {undefined} [text]
 * @property {undefined} [picture]
 */
/** @typedef {Lines & Counted} TextEntry */
/** @typedef {(Failed | Verdict) & {lines: Line[]} & Counted} WordEntry of an error or a verdict */
/** @typedef {Pictured & {lines?: undefined} & Counted} PictureEntry */
/** @typedef {TextEntry | WordEntry | PictureEntry} Entry */
/** @typedef {TextEntry & {screen: Screen}} OpenEntry the last one of a stream */

/** @type {Size} */
export const NO_SIZE = { lines: 0, characters: 0, runs: 0, pictures: 0, bytes: 0, pixels: 0, cost: 0 };
export const KINDS = /** @type {(keyof Size)[]} */ (Object.keys(NO_SIZE));

/**
 * Lines that have an end of their own.
 * @type {(lines: Line[]) => number}
 */
export const newlines = (lines) => lines.reduce((sum, { wraps }) => sum + (wraps ? 0 : 1), 0);
/** @type {(lines: Line[]) => number} */
export const characters = (lines) => lines.reduce((sum, { length }) => sum + length, 0);

/**
 * @param {Entry} entry
 * @returns {Partial<Size>}
 */
export function sizeOf(entry) {
  if (entry.picture) {
    const { data, pixels = 0, cost = 0 } = entry;
    return { pictures: 1, bytes: data.length, pixels, cost };
  }
  const { lines, text = "" } = entry;
  if (!lines.length) return { lines: 0, characters: text.length };
  const ends = newlines(lines) - 1; // the last line has not ended
  return {
    lines: ends,
    characters: characters(lines) + ends,
    runs: lines.reduce((sum, { runs }) => sum + Math.max(0, runs.length - 1), 0),
  };
}

/** @type {(size: Size) => boolean} */
export const tooMuchText = ({ lines, characters: count, runs }) =>
  lines > LINES || count > CHARACTERS || runs > RUNS;

/** @type {(size: Size) => boolean} */
export const tooManyPictures = ({ pictures, bytes, pixels, cost }) =>
  pictures > PICTURES ||
  bytes > PICTURE_BYTES ||
  pixels > ALL_PIXELS ||
  cost > ALL_COST;
