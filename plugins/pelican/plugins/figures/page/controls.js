// What a reader can turn: descriptions, which know their values, and their elements.

import { h } from "./dom.js";
import { short } from "./text.js";

/**
 * @typedef {{
 *   name: string, label: string,
 *   read(text: string, state: object): any,       // a value from a link; undefined if it has none
 *   allowed(state: object): string,               // what values there are, in words
 *   build(id: string, changed: (value: any) => void): {element: HTMLElement, set(value: any): void},
 * }} Control
 */

/** A slider over evenly spaced numbers. `show` writes a value; `tone` is the colour's role. */
export function range(name, label, { min, max, step, show = short, tone }) {
  const digits = (String(step).split(".")[1] ?? "").length;
  const value = (position) => Number((min + step * position).toFixed(digits));
  const position = (x) => Math.round((x - min) / step);
  const last = position(max);
  return slider({ name, label, tone, show, last, value, position, min, max });
}

/** A slider over `values`, in ascending order. */
export function stops(name, label, values, { show = short, tone } = {}) {
  const position = (x) => nearest(values, x);
  const value = (at) => values[at];
  const [min, max] = [values[0], values.at(-1)];
  return slider({ name, label, tone, show, last: values.length - 1, value, position, min, max });
}

/** A slider over powers of ten, `per` values to the decade, each in three digits. */
export function decades(name, label, [from, to], { per = 1, ...options } = {}) {
  const values = Array.from({ length: (to - from) * per + 1 }, (_, i) =>
    Number((10 ** (from + i / per)).toPrecision(3)),
  );
  return stops(name, label, values, options);
}

function nearest(values, x) {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs(values[i] - x) < Math.abs(values[best] - x)) best = i;
  }
  return best;
}

function slider({ name, label, tone, show, last, value, position, min, max }) {
  return {
    name,
    label,
    allowed: () => `from ${show(min)} to ${show(max)}`,
    read(text) {
      const number = text.trim() === "" ? NaN : Number(text);
      return number >= min && number <= max ? value(position(number)) : undefined;
    },
    build(id, changed) {
      const input = h("input", { type: "range", id, min: 0, max: last, step: 1 });
      const output = h("output", { htmlFor: id, ariaLive: "off" }); // the slider speaks for itself
      const words = h("label", { htmlFor: id }, label);
      const element = h("div", { className: "control" }, words, output, input);
      if (tone) element.dataset.tone = tone;
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
export function choice(name, label, options) {
  const values = Object.keys(options);
  return {
    name,
    label,
    allowed: () => values.join(", "),
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
export function toggle(name, label, { tone } = {}) {
  return {
    name,
    label,
    allowed: () => "0 or 1",
    read: (text) => (text === "1" ? true : text === "0" ? false : undefined),
    build(id, changed) {
      const box = h("input", { type: "checkbox", id });
      box.addEventListener("input", () => changed(box.checked));
      const element = h("label", { className: "choice" }, box, h("span", {}, label));
      if (tone) element.dataset.tone = tone;
      return { element, set: (value) => (box.checked = value) };
    },
  };
}

/** Several controls, most likely switches, in one row of their own. */
export function row(label, ...members) {
  const properties = { className: "control-row", role: "group", ariaLabel: label };
  return { members, group: (elements) => h("div", properties, ...elements) };
}

/** A line of words among the controls. */
export const note = (text) => ({ members: [], group: () => h("p", { className: "control-note" }, text) });

/** An equation among the controls: words, and names of numbers that `move` writes as `text`. */
export const equation = (label, ...parts) => ({
  members: [],
  group(_, id) {
    const number = (name) => h("output", { id: `${id}-${name}`, ariaLive: "off" });
    const shown = parts.map((part) => (part.name ? number(part.name) : part));
    return h("p", { className: "control-note", role: "group", ariaLabel: label }, ...shown);
  },
});

/** Controls that are folded away until a reader wants them. */
export function fold(label, ...members) {
  const inside = (elements) => h("div", { className: "figure-controls" }, ...elements);
  const group = (elements) =>
    h("details", { className: "control-fold" }, h("summary", {}, label), inside(elements));
  return { members, group };
}
