/** What the values of an SVG's attributes say: lengths, references, pictures in data: addresses. */

import { SIDE } from "./limits.js";
import { rasterSize } from "./raster.js";

const FINE = 2_000; // elements that a line of the finest dashes counts as
const REFERENCE = /url\(\s*["']?\s*([^)"'\s]*)/g;

/** Why an SVG is not shown; the message is part of a sentence. */
export class Problem extends Error {}

/**
 * @param {string} words
 * @returns {never}
 */
export function stop(words) {
  throw new Problem(words);
}

/**
 * The ids that `property: value` refers to by url(#id).
 * @param {string} declaration
 */
export function* referred(declaration) {
  for (const [, target] of declaration.matchAll(REFERENCE)) {
    if (/^data:/i.test(target)) stop("it embeds a drawing in a style");
    if (target.startsWith("#")) yield unescaped(target.slice(1));
  }
}

/**
 * What dashes count as, more than nothing where they are finer than half a pixel.
 * @param {string} declaration
 */
export function dashes(declaration) {
  const [, list = ""] = /dasharray["\s:]*([\d.,\se+-]*)/.exec(declaration) ?? [];
  const lengths = list.split(/[\s,]+/).filter(Boolean).map(Number);
  const sum = lengths.reduce((total, length) => total + length, 0);
  return lengths.length && sum > 0 && sum / lengths.length < 0.5 ? FINE : 0;
}

/** @type {Record<string, string>} */
const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** @param {string} text */
export function decoded(text) {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? stop(`its SVG has &${name};, which XML does not know`);
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** @param {string} id */
export function unescaped(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const HEADER = 200_000; // characters in which a JPEG's size stands

/**
 * Pixels of a picture in a data: address.
 * @param {string} address
 */
export function embedded(address) {
  const [, data] = /^data:[\w/+.;=-]*;base64,([^]*)$/i.exec(address.replace(/^(data:[^,]{0,80}),\s+/, "$1,")) ?? [];
  if (data === undefined) stop("it embeds a picture that is not in base64");
  const start = data.slice(0, HEADER).replace(/\s/g, "");
  let size = null;
  try {
    const bytes = atob(start.slice(0, start.length - (start.length % 4)));
    size = rasterSize(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
  } catch {
    stop("it embeds a picture that is damaged");
  }
  if (!size) stop("it embeds a picture that is neither PNG nor JPEG nor GIF");
  if (size.width > SIDE || size.height > SIDE) stop("a picture that it embeds is too large");
  return size.width * size.height;
}

/** @type {Record<string, number>} */
const UNITS = { px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4, em: 16, ex: 8, "": 1 };

/**
 * In pixels; 300 × 150 where nothing is said, as in a browser.
 * @param {Map<string, string>} attributes
 * @returns {import("./raster.js").Size}
 */
export function sizeOf(attributes) {
  const box = (attributes.get("viewBox") ?? "").trim().split(/[\s,]+/).map(Number);
  const [width, height] = [length(attributes.get("width")), length(attributes.get("height"))];
  const [wide, tall] = box.length === 4 ? [box[2], box[3]] : [width ?? 300, height ?? 150];
  if (box.length === 4 && !(wide > 0 && tall > 0)) return { width: wide, height: tall };
  if (width !== null && height === null) return { width, height: (width * tall) / wide };
  if (width === null && height !== null) return { width: (height * wide) / tall, height };
  return { width: width ?? wide, height: height ?? tall };
}

/**
 * @param {string | undefined} text
 * @returns {number | null} in pixels
 */
function length(text) {
  const [, value, unit] = /^\s*([+-]?[\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec((text ?? "").slice(0, 40)) ?? [];
  return value === undefined || !(unit.toLowerCase() in UNITS) ? null : Number(value) * UNITS[unit.toLowerCase()];
}
