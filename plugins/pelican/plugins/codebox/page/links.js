/** Links that hold code: what one brings, and how one is made. */

import { copy } from "./clipboard.js";
import { decode, encode } from "./share.js";
import { remarks } from "./suspects.js";

export { copy };

const STAYED = "What was here has stayed.";
/** @type {Record<string, string>} */
const FAILURES = {
  RangeError: "The link holds more code than a box takes.",
  ReferenceError: "This browser cannot read links of code.",
};

/** @typedef {{code: string, remark: string, failure?: undefined}} Opened */

/** @type {(error: unknown) => string} */
const nameOf = (error) => (error instanceof Error ? error.name : "");

/**
 * @param {string} payload
 * @returns {Promise<Opened | {failure: string}>} what `payload` holds, or why it cannot be had
 */
export async function opened(payload) {
  if (!payload) return { failure: `The link holds no code. ${STAYED}` };
  try {
    const code = await decode(payload);
    if (!code.trim()) return { failure: `The link holds no code. ${STAYED}` };
    const remark = remarks(code);
    return { code, remark: remark && `${remark} ` };
  } catch (error) {
    const failure = FAILURES[nameOf(error)] ?? "The link is damaged: its code cannot be read.";
    return { failure: `${failure} ${STAYED}` };
  }
}

/**
 * Puts a link to `code` into address bar and clipboard.
 * @param {string} name of the box
 * @param {string} code
 * @returns {Promise<{link?: string, notice: string}>}
 */
export async function share(name, code) {
  let link;
  try {
    link = await encode(name, code);
  } catch (error) {
    const long = nameOf(error) === "RangeError";
    return { notice: long ? "This code is too long for a link." : "This browser cannot make links of code." };
  }
  history.replaceState(history.state, "", link);
  const place = (await copy(location.href)) ? "clipboard" : "address bar";
  return { link, notice: `The link is in the ${place}; it holds the code.` };
}
