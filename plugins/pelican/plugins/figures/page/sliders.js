// Sliders: over numbers that are evenly spaced, or few, or far apart.

import { deliberate } from "../../explorable/page/deliberate.js";
import { h, tinted } from "./dom.js";
import { at, fixed, numberIn, short, whole } from "./text.js";

/** @import { Control, Described } from "./types.js" */

const PLACES = 12; // after the point: of a number that is close to 1 no more is known

/** @type {Record<string, (value: number, digits: number) => string>} */
const FORMATS = { f: fixed, g: short };

/**
 * How a slider writes its values.
 * @param {Described} data
 * @returns {(value: number) => string}
 */
function format({ show = ".3g", unit = "" }) {
  const [, digits, kind] = show.match(/^\.(\d+)(.)/) ?? [];
  const precise = (/** @type {number} */ value) => FORMATS[kind](value, Number(digits));
  const write = kind ? precise : show ? whole : String;
  return (value) => write(value) + unit;
}

/**
 * How many digits `x` has after the point.
 * @param {number} x
 */
function decimals(x) {
  const [mantissa, exponent = "0"] = String(x).split("e");
  return Math.max(0, (mantissa.split(".")[1] ?? "").length - Number(exponent));
}

/**
 * A slider over evenly spaced numbers.
 * @param {Described} data
 */
export function range(data) {
  const { min, max, step } = data;
  const digits = Math.max(decimals(min), decimals(step));
  const value = (/** @type {number} */ position) => Number((min + step * position).toFixed(digits));
  const position = (/** @type {number} */ x) => Math.round((x - min) / step);
  return slider(data, { last: position(max), value, position, min, max });
}

/**
 * What a slider over `values`, in ascending order, needs to know.
 * @param {number[]} values
 */
const over = (values) => ({
  last: values.length - 1,
  value: (/** @type {number} */ at) => values[at],
  position: (/** @type {number} */ x) => nearest(values, x),
  min: values[0],
  max: values[values.length - 1],
});

/**
 * A slider over `values`: nothing else can be had.
 * @param {Described} data
 */
export const stops = (data) => slider({ ...data, marked: true }, over(data.values));

/**
 * Powers of a base from one exponent to another, `per` of them from each whole one to the next, in
 * three digits.
 * @type {(base: number, data: Described) => number[]}
 */
const powers = (base, { from, to, per = 1 }) =>
  Array.from({ length: (to - from) * per + 1 }, (_, i) => Number((base ** (from + i / per)).toPrecision(3)));

/**
 * A slider over powers of ten.
 * @param {Described} data
 */
export const decades = (data) => slider(data, over(powers(10, data)));

/**
 * A slider over 1 − 10⁻ᵏ: 0, 0.9, 0.99; a link may have any number in between.
 * @param {Described} data
 */
export function nines(data) {
  const scale = over(powers(0.1, data).map((rest) => Number((1 - rest).toFixed(PLACES))));
  return slider(data, { ...scale, exact: true });
}

/**
 * @param {number[]} values
 * @param {number} x
 */
function nearest(values, x) {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs(values[i] - x) < Math.abs(values[best] - x)) best = i;
  }
  return best;
}

/**
 * @param {Described} data
 * @param {{last: number, value(position: number): number, position(value: number): number,
 *   min: number, max: number, exact?: boolean}} scale - the positions are 0 to `last`; `exact` takes
 *   from a link what lies between two of them
 * @returns {Control}
 */
function slider(data, { last, value, position, min, max, exact }) {
  const { name, label, tone, step, marked } = data;
  const show = format(data);
  return {
    name,
    label,
    step,
    max,
    allowed: () => `from ${show(min)} to ${show(max)}`,
    say: (now) => at(label, show(now)),
    between(a, b, share) {
      const [p, q] = [position(a), position(b)];
      return value(Math.round(p + share * (q - p)));
    },
    read(text) {
      const number = numberIn(text);
      if (!(number >= min && number <= max)) return undefined;
      return exact ? number : value(position(number));
    },
    build(id, changed) {
      const input = h("input", { type: "range", id, min: 0, max: last, step: 1 });
      if (marked) {
        input.dataset.stops = String(last);
        input.style.setProperty("--stops", String(last));
      }
      const output = h("output", { htmlFor: id, ariaLive: "off" }); // the slider speaks for itself
      const words = h("label", { htmlFor: id }, label);
      const element = tinted(h("div", { className: "control" }, words, output, input), tone);
      let shown = "";
      const print = (/** @type {string} */ text) => {
        if (text === shown) return;
        output.textContent = shown = text;
        input.setAttribute("aria-valuetext", text);
      };
      deliberate(input);
      input.addEventListener("input", () => {
        const now = value(input.valueAsNumber);
        print(show(now));
        changed(now);
      });
      const set = (/** @type {number} */ now) => {
        const text = show(now);
        if (text === shown) return; // what other values bring along is most often what it was
        input.value = String(position(now));
        print(text);
      };
      return { element, set };
    },
  };
}
