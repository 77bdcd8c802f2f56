// What a reader can turn, made of data as the plugin's controls.py describes them: controls know
// their values, and their elements.

import { deliberate } from "../../explorable/page/deliberate.js";
import { h } from "./dom.js";
import { keyed } from "./keys.js";
import { PREFIX } from "./series.js";
import { fixed, short, whole } from "./text.js";

/** @import { Control, Described, Group, Pair, State } from "./types.js" */

/**
 * The control, or the group of them, that `data` describe.
 * @param {Described} data
 * @returns {Control | Group}
 */
export const made = (data) => KINDS[data.kind](data);

/**
 * A control at a value, in words; words.py says the same.
 * @param {string} label
 * @param {string} said
 */
function at(label, said) {
  const name = label.replace(/ \([^)]*\)/, ""); // what it says of the control itself
  return name.includes("…") ? name.replace("…", said) : `${name} ${said}`;
}

/**
 * Those that have a value, in their order.
 * @param {Control | Group} control
 * @returns {Control[]}
 */
export const leaves = (control) =>
  control.members ? control.members.flatMap(leaves) : [control];

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
function range(data) {
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
const stops = (data) => slider({ ...data, marked: true }, over(data.values));

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
const decades = (data) => slider(data, over(powers(10, data)));

/**
 * A slider over 1 − 10⁻ᵏ: 0, 0.9, 0.99; a link may have any number in between.
 * @param {Described} data
 */
function nines(data) {
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
 * A number from a link; NaN is none.
 * @param {string} text
 */
const numberIn = (text) => (text.trim() === "" ? NaN : Number(text));

/**
 * Gives an element the colour of a role.
 * @param {HTMLElement} element
 * @param {string} [tone]
 */
const tinted = (element, tone) => {
  if (tone) element.style.setProperty("--tone", `var(--color-${tone})`);
  return element;
};

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

/**
 * A choice among few: `options` maps each value to its words.
 * @param {Described} data
 * @returns {Control}
 */
function choice({ name, label, options }) {
  const values = Object.keys(options);
  return {
    name,
    label,
    allowed: () => values.join(", "),
    say: (now) => at(label, options[now]),
    read: (text) => (Object.hasOwn(options, text) ? text : undefined),
    build(id, changed) {
      const entries = values.map((value) => h("option", { value }, options[value]));
      const select = h("select", { id }, ...entries);
      select.addEventListener("input", () => changed(select.value));
      const words = h("label", { htmlFor: id }, label);
      const element = h("div", { className: "control control-choice" }, words, select);
      return { element, set: (/** @type {string} */ value) => (select.value = value) };
    },
  };
}

/**
 * A switch.
 * @param {Pick<Described, "name" | "label" | "tone">} data
 * @returns {Control}
 */
function toggle({ name, label, tone }) {
  return {
    name,
    label,
    allowed: () => "0 or 1",
    say: (now) => (now ? label : `no ${label}`),
    read: (text) => (text === "1" ? true : text === "0" ? false : undefined),
    build(id, changed) {
      const box = h("input", { type: "checkbox", id });
      box.addEventListener("input", () => changed(box.checked));
      const element = tinted(h("label", { className: "choice" }, box, h("span", {}, label)), tone);
      return { element, set: (/** @type {boolean} */ value) => (box.checked = value) };
    },
  };
}

/**
 * A number without an element: a handle or a link sets it, within `span(state)`.
 * @param {Described} data
 * @returns {Control}
 */
function coordinate({ name, label, by, limits }) {
  /** @type {(state: State) => Pair} */
  const span = (state) => (by ? limits[state[by]] : limits);
  return {
    name,
    label,
    span,
    allowed(state) {
      const [low, high] = span(state);
      return `from ${short(low)} to ${short(high)}`;
    },
    read(text, state) {
      const number = numberIn(text);
      const [low, high] = span(state);
      return number >= low && number <= high ? number : undefined;
    },
    say: (now) => at(label, short(now)),
    between: (a, b, share) => a + share * (b - a),
    build: () => ({ element: "", set() {} }),
  };
}

/**
 * Several in one row of their own.
 * @param {string} label
 * @param {(Control | Group)[]} members
 * @returns {Group}
 */
function rowOf(label, members) {
  const properties = { className: "control-row", role: "group", ariaLabel: label };
  return { members, group: (elements) => h("div", properties, ...elements) };
}

/** @type {(data: Described) => Group} */
const row = ({ label, members }) => rowOf(label, members.map(made));

/**
 * A switch for each of the named series.
 * @type {(data: Described) => Group}
 */
const switches = ({ label, series, tones = {}, off = [], keys }) => {
  const row = rowOf(
    label,
    Object.entries(series).map(([key, words]) => ({
      ...toggle({ name: PREFIX + key, label: words, tone: tones[key] }),
      series: key,
      off: off.includes(key),
      say: (now) => (now ? "" : `without ${words}`),
    })),
  );
  return keys ? keyed(row, Object.keys(series)) : row;
};

/**
 * A line of words among the controls.
 * @type {(data: Described) => Group}
 */
const note = ({ text }) => ({ members: [], group: () => h("p", { className: "control-note" }, text) });

/**
 * An equation among the controls: words, and names of numbers that `move` writes as `text`.
 * @type {(data: Described) => Group}
 */
const equation = ({ label, parts }) => ({
  members: [],
  group(_, id) {
    const number = (/** @type {string} */ name) => h("output", { id: `${id}-${name}`, ariaLive: "off" });
    const shown = parts.map((part) => (typeof part === "string" ? part : number(part.name)));
    return h("p", { className: "control-note", role: "group", ariaLabel: label }, ...shown);
  },
});

/**
 * Controls that are folded away until a reader wants them.
 * @param {Described} data
 * @returns {Group}
 */
function fold({ label, members }) {
  /** @param {(HTMLElement | string)[]} elements */
  const inside = (elements) => h("div", { className: "figure-controls" }, ...elements);
  /** @param {(HTMLElement | string)[]} elements */
  const group = (elements) =>
    h("details", { className: "control-fold" }, h("summary", {}, label), inside(elements));
  return { members: members.map(made), group };
}

/** @type {Record<string, (data: Described) => Control | Group>} */
const KINDS = { range, stops, decades, nines, choice, toggle, coordinate, row, switches, note, equation, fold };
