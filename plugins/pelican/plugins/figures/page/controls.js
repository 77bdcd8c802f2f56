// What a reader can turn, made of data as the plugin's controls.py describes them: controls know
// their values, and their elements.

import { h } from "./dom.js";
import { PREFIX } from "./series.js";
import { fixed, short, whole } from "./text.js";

/**
 * @typedef {{
 *   name: string, label: string,
 *   series?: string,                              // what it shows, if it is no parameter of draw()
 *   read(text: string, state: object): any,       // a value from a link; undefined if it has none
 *   allowed(state: object): string,               // what values there are, in words
 *   say(value: any): string,                      // the control at a value, in words; "" if it goes without
 *   build(id: string, changed: (value: any) => void): {element: HTMLElement, set(value: any): void},
 * }} Control
 * @typedef {{members: (Control | Group)[], group(elements: HTMLElement[], id: string): HTMLElement}} Group
 */

/** The control, or the group of them, that `data` describe. */
export const made = (data) => KINDS[data.kind](data);

/** A control at a value, in words; words.py says the same. */
function at(label, said) {
  const name = label.replace(/ \([^)]*\)/, ""); // what it says of the control itself
  return name.includes("…") ? name.replace("…", said) : `${name} ${said}`;
}

/** Those that have a value, in their order. */
export const leaves = (control) => control.members?.flatMap(leaves) ?? [control];

const FORMATS = { f: fixed, g: short };

/** How a slider writes its values. */
function format({ show = ".3g", unit = "" }) {
  const [, digits, kind] = show.match(/^\.(\d+)(.)/) ?? [];
  const write = kind ? (value) => FORMATS[kind](value, digits) : show ? whole : String;
  return (value) => write(value) + unit;
}

/** How many digits `x` has after the point. */
function decimals(x) {
  const [mantissa, exponent = 0] = String(x).split("e");
  return Math.max(0, (mantissa.split(".")[1] ?? "").length - exponent);
}

/** A slider over evenly spaced numbers. */
function range(data) {
  const { min, max, step } = data;
  const digits = Math.max(decimals(min), decimals(step));
  const value = (position) => Number((min + step * position).toFixed(digits));
  const position = (x) => Math.round((x - min) / step);
  return slider(data, { last: position(max), value, position, min, max });
}

/** A slider over `values`, in ascending order. */
function stops(data, { values } = data) {
  const position = (x) => nearest(values, x);
  const value = (at) => values[at];
  const [min, max] = [values[0], values.at(-1)];
  return slider(data, { last: values.length - 1, value, position, min, max });
}

/** A slider over powers of ten, `per` values to the decade, each in three digits. */
function decades(data) {
  const { from, to, per = 1 } = data;
  const values = Array.from({ length: (to - from) * per + 1 }, (_, i) =>
    Number((10 ** (from + i / per)).toPrecision(3)),
  );
  return stops(data, { values });
}

function nearest(values, x) {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs(values[i] - x) < Math.abs(values[best] - x)) best = i;
  }
  return best;
}

/** A number from a link; NaN is none. */
const numberIn = (text) => (text.trim() === "" ? NaN : Number(text));

/** Gives an element the colour of a role. */
const tinted = (element, tone) => {
  if (tone) element.style.setProperty("--tone", `var(--color-${tone})`);
  return element;
};

function slider(data, { last, value, position, min, max }) {
  const { name, label, tone, step } = data;
  const show = format(data);
  return {
    name,
    label,
    step,
    max,
    allowed: () => `from ${show(min)} to ${show(max)}`,
    say: (now) => at(label, show(now)),
    read(text) {
      const number = numberIn(text);
      return number >= min && number <= max ? value(position(number)) : undefined;
    },
    build(id, changed) {
      const input = h("input", { type: "range", id, min: 0, max: last, step: 1 });
      const output = h("output", { htmlFor: id, ariaLive: "off" }); // the slider speaks for itself
      const words = h("label", { htmlFor: id }, label);
      const element = tinted(h("div", { className: "control" }, words, output, input), tone);
      let shown = "";
      const print = (text) => {
        if (text === shown) return;
        output.textContent = shown = text;
        input.setAttribute("aria-valuetext", text);
      };
      input.addEventListener("input", () => {
        const now = value(input.valueAsNumber);
        print(show(now));
        changed(now);
      });
      const set = (now) => {
        const text = show(now);
        if (text === shown) return; // what other values bring along is most often what it was
        input.value = position(now);
        print(text);
      };
      return { element, set };
    },
  };
}

/** A choice among few: `options` maps each value to its words. */
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
      return { element, set: (value) => (select.value = value) };
    },
  };
}

/** A switch. */
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
      return { element, set: (value) => (box.checked = value) };
    },
  };
}

/** A number without an element: a handle or a link sets it, within `span(state)`. */
function coordinate({ name, label, by, limits }) {
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
    build: () => ({ element: "", set() {} }),
  };
}

/** Several in one row of their own. */
function rowOf(label, members) {
  const properties = { className: "control-row", role: "group", ariaLabel: label };
  return { members, group: (elements) => h("div", properties, ...elements) };
}

const row = ({ label, members }) => rowOf(label, members.map(made));

/** A switch for each of the named series. */
const switches = ({ label, series, tones = {} }) =>
  rowOf(
    label,
    Object.entries(series).map(([key, words]) => ({
      ...toggle({ name: PREFIX + key, label: words, tone: tones[key] }),
      series: key,
      say: (now) => (now ? "" : `without ${words}`),
    })),
  );

/** A line of words among the controls. */
const note = ({ text }) => ({ members: [], group: () => h("p", { className: "control-note" }, text) });

/** An equation among the controls: words, and names of numbers that `move` writes as `text`. */
const equation = ({ label, parts }) => ({
  members: [],
  group(_, id) {
    const number = (name) => h("output", { id: `${id}-${name}`, ariaLive: "off" });
    const shown = parts.map((part) => (part.name ? number(part.name) : part));
    return h("p", { className: "control-note", role: "group", ariaLabel: label }, ...shown);
  },
});

/** Controls that are folded away until a reader wants them. */
function fold({ label, members }) {
  const inside = (elements) => h("div", { className: "figure-controls" }, ...elements);
  const group = (elements) =>
    h("details", { className: "control-fold" }, h("summary", {}, label), inside(elements));
  return { members: members.map(made), group };
}

const KINDS = { range, stops, decades, choice, toggle, coordinate, row, switches, note, equation, fold };
