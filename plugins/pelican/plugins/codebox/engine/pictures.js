/**
 * Whether a picture can be shown without harm to the page, decided before any browser sees it: from
 * its length, its header, and what its SVG would have drawn.
 */

import { ALT, PIXELS, PNG, SIDE, SVG } from "./limits.js";
import { unpacked } from "./frames.js";
import { pngSize } from "./raster.js";
import { weighed } from "./svg.js";

/** @typedef {{kind: string, data: string | Uint8Array<ArrayBuffer>, alt: string}} Drawn a picture as it comes */
/** @typedef {[width: number, height: number, cost: number]} Weight */

const number = (/** @type {number} */ value) => Math.round(value).toLocaleString("en");
const megabytes = (/** @type {number} */ value) => (value / 1e6).toFixed(1);

const NOT_SHOWN = "A picture is not shown: ";

class Refusal extends Error {}

/**
 * @param {string} words
 * @returns {never}
 */
function refuse(words) {
  throw new Refusal(words);
}

/**
 * @param {Drawn} picture
 * @returns {Inspected} one sentence on why it is not shown, or the size of it
 *
 * @typedef {{problem?: string, alt: string, pixels: number, cost: number}} Inspected
 */
export function inspected({ kind, data, alt }) {
  const words = alt.length > ALT ? `${alt.slice(0, ALT)}…` : alt.trim() || "A picture";
  try {
    const [width, height, cost] = weightOf(kind, data);
    return { alt: words, pixels: width * height, cost };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: `${NOT_SHOWN}${error.message}.`, alt: words, pixels: 0, cost: 0 };
  }
}

/** @type {Record<string, (data: Drawn["data"]) => Weight>} */
const KINDS = {
  svg(data) {
    if (typeof data !== "string") refuse("its SVG is not text");
    if (data.length > SVG) refuse(`its SVG has ${number(data.length)} characters, and more than ${number(SVG)} would hold up the page`);
    const { problem, width, height, cost } = weighed(data);
    if (problem) refuse(problem);
    fits(width, height, SIDE * SIDE);
    return [0, 0, cost];
  },
  png(data) {
    if (data.length > PNG) refuse(`its PNG has ${megabytes(data.length)} MB, and the box shows up to ${megabytes(PNG)} MB`);
    if (typeof data === "string") refuse("its data are not a PNG's");
    const { problem, width, height } = pngSize(data);
    if (problem) refuse(problem);
    fits(width, height, PIXELS);
    return [width, height, 0];
  },
  frames(data) {
    if (data.length > PNG) refuse(`its frames have ${megabytes(data.length)} MB, and the box shows up to ${megabytes(PNG)} MB`);
    const found = typeof data === "string" ? null : unpacked(data);
    if (!found) refuse("its frames cannot be read");
    let pixels = 0;
    for (const frame of found.frames) pixels = Math.max(pixels, KINDS.png(frame)[0] * KINDS.png(frame)[1]);
    return [pixels, Math.min(2, found.frames.length), 0];
  },
};

/**
 * @param {string} kind
 * @param {Drawn["data"]} data
 */
function weightOf(kind, data) {
  if (!Object.hasOwn(KINDS, kind)) refuse(`${kind} is no kind of picture`);
  return KINDS[kind](data);
}

/**
 * @param {number} width
 * @param {number} height
 * @param {number} pixels how many it may have
 */
function fits(width, height, pixels) {
  if (!(width > 0 && height > 0)) refuse(`it has no size (${number(width)} × ${number(height)} pixels)`);
  if (width > SIDE || height > SIDE || width * height > pixels) {
    const most = Math.min(SIDE, Math.sqrt(pixels));
    refuse(`it has ${number(width)} × ${number(height)} pixels, and the box shows up to about ${number(most)} × ${number(most)}`);
  }
}
