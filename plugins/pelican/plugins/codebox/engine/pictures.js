/**
 * Whether a picture can be shown without harm to the page, decided before any browser sees it: from
 * its length, its header, and what its SVG would have drawn.
 */

import { ALT, PIXELS, PNG, SIDE, SVG } from "./limits.js";
import { unpacked } from "./frames.js";
import { pngSize } from "./raster.js";
import { weighed } from "./svg.js";

const number = (value) => Math.round(value).toLocaleString("en");
const megabytes = (value) => (value / 1e6).toFixed(1);

const NOT_SHOWN = "A picture is not shown: ";

/**
 * @param {{kind: string, data: string | Uint8Array, alt: string}} picture
 * @returns {{problem?: string, alt: string, pixels: number, cost: number}} one sentence on why it
 *   is not shown, or the size of it
 */
export function inspected({ kind, data, alt }) {
  const words = alt.length > ALT ? `${alt.slice(0, ALT)}…` : alt.trim() || "A picture";
  try {
    const [width, height, cost] = KINDS[kind]?.(data) ?? refuse(`${kind} is no kind of picture`);
    return { alt: words, pixels: width * height, cost };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: `${NOT_SHOWN}${error.message}.`, alt: words, pixels: 0, cost: 0 };
  }
}

class Refusal extends Error {}

function refuse(words) {
  throw new Refusal(words);
}

const KINDS = Object.assign(Object.create(null), {
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
    const { problem, width, height } = pngSize(data);
    if (problem) refuse(problem);
    fits(width, height, PIXELS);
    return [width, height, 0];
  },
  frames(data) {
    if (data.length > PNG) refuse(`its frames have ${megabytes(data.length)} MB, and the box shows up to ${megabytes(PNG)} MB`);
    const found = unpacked(data);
    if (!found) refuse("its frames cannot be read");
    let pixels = 0;
    for (const frame of found.frames) pixels = Math.max(pixels, KINDS.png(frame)[0] * KINDS.png(frame)[1]);
    return [pixels, Math.min(2, found.frames.length), 0];
  },
});

function fits(width, height, pixels) {
  if (!(width > 0 && height > 0)) refuse(`it has no size (${number(width)} × ${number(height)} pixels)`);
  if (width > SIDE || height > SIDE || width * height > pixels) {
    const most = Math.min(SIDE, Math.sqrt(pixels));
    refuse(`it has ${number(width)} × ${number(height)} pixels, and the box shows up to about ${number(most)} × ${number(most)}`);
  }
}
