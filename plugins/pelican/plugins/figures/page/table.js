// The numbers of a figure as tables, made when a reader asks for them.

import { h } from "./dom.js";
import { minus } from "./text.js";

/** @import { Wording } from "./wording.js" */

const SOON = 16; // rows that are there at once, more than are in sight
const SLICE = 100; // rows of those that follow, in each picture

/** @type {(value: unknown, words: Wording) => string} */
const shown = (value, words) => {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  if (typeof value !== "number") return words.cell(String(value));
  return minus(String(Number(value.toPrecision(6))).replace("Infinity", "∞"));
};

/**
 * A disclosure that shows `tables()` in the words of `wording()` while it is open; `refresh` after they
 * have changed.
 * @param {string} title
 * @param {() => import("./types.js").Tables} tables
 * @param {() => Wording} wording
 */
export function dataTables(title, tables, wording) {
  const place = h("div", { className: "table-scroll", tabIndex: 0, role: "group" });
  place.ariaLabel = `${title}: data, scrolls`;
  const select = h("select", { ariaLabel: "Table" });
  const summary = h("summary", {}, "Data");
  const element = h("details", { className: "figure-data" }, summary);
  const refresh = () => {
    if (!element.open) {
      place.remove();
      return;
    }
    const [all, words] = [tables(), wording()];
    furnish(Object.keys(all), words);
    const name = select.value || Object.keys(all)[0];
    // What has been scrolled to stays where it is.
    const soon = place.scrollTop ? Infinity : SOON;
    place.replaceChildren(table(name, all[name], words, soon));
  };
  /** @type {(names: string[], words: Wording) => void} */
  const furnish = (names, words) => {
    if (!select.length) select.append(...names.map((value) => h("option", { value }, words.table(value))));
    if (!place.isConnected) element.append(...(names.length > 1 ? [select] : []), place);
  };
  select.addEventListener("input", refresh);
  element.addEventListener("toggle", refresh);
  return { element, refresh };
}

/**
 * The first column names the rows.
 * @param {string} name
 * @param {import("./types.js").Columns} columns
 * @param {Wording} words
 * @param {number} soon how many rows are there at once
 */
function table(name, columns, words, soon) {
  const names = Object.keys(columns);
  const [first, ...others] = names;
  const { length } = columns[first];
  const heads = names.map((column) => h("th", { scope: "col" }, words.column(name, column)));
  const at = (/** @type {string} */ column, /** @type {number} */ i) => shown(columns[column][i], words);
  const row = (/** @type {number} */ i) => {
    const cells = others.map((column) => h("td", {}, at(column, i)));
    return h("tr", {}, h("th", { scope: "row" }, at(first, i)), ...cells);
  };
  const caption = h("caption", {}, `${words.table(name)}: ${length} rows`);
  const made = h("table", {}, caption, h("thead", {}, h("tr", {}, ...heads)), h("tbody"));
  fill(made, length, soon, row);
  return made;
}

/**
 * Rows beyond the first `soon` come in the pictures that follow: no press waits for them.
 * @param {HTMLTableElement} made
 * @param {number} length
 * @param {number} soon
 * @param {(i: number) => HTMLElement} row
 */
function fill(made, length, soon, row) {
  const [body] = made.tBodies;
  const there = body.rows.length;
  const more = Math.min(soon, length - there);
  body.append(...Array.from({ length: more }, (_, i) => row(there + i)));
  const isBusy = there + more < length;
  made.ariaBusy = isBusy ? "true" : null;
  if (isBusy) requestAnimationFrame(() => made.isConnected && fill(made, length, SLICE, row));
}
