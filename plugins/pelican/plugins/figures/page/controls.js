// What a reader can turn, made of data as the plugin's controls.py describes them: controls know
// their values, and their elements.

import { h, tinted } from "./dom.js";
import { keyed } from "./keys.js";
import { PREFIX } from "./series.js";
import { decades, nines, range, stops } from "./sliders.js";
import { at, numberIn, short } from "./text.js";

/** @import { Control, Described, Group, Pair, State } from "./types.js" */

/**
 * The control, or the group of them, that `data` describe.
 * @param {Described} data
 * @returns {Control | Group}
 */
export const made = (data) => KINDS[data.kind](data);

/**
 * Those that have a value, in their order.
 * @param {Control | Group} control
 * @returns {Control[]}
 */
export const leaves = (control) =>
  control.members ? control.members.flatMap(leaves) : [control];

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
