// The numbers of a figure as tables, made when a reader asks for them.

import { h } from "./dom.js";
import { minus } from "./text.js";

/** @param {unknown} value */
const shown = (value) => {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  if (typeof value !== "number") return String(value);
  return minus(String(Number(value.toPrecision(6))).replace("Infinity", "∞"));
};

/**
 * A disclosure that shows `tables()` while it is open; `refresh` after they have changed.
 * @param {string} title
 * @param {() => import("./types.js").Tables} tables
 */
export function dataTables(title, tables) {
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
    const all = tables();
    furnish(all);
    const name = select.value || Object.keys(all)[0];
    place.replaceChildren(table(name, all[name]));
  };
  /** @param {import("./types.js").Tables} all */
  const furnish = (all) => {
    const names = Object.keys(all);
    if (!select.length) select.append(...names.map((value) => h("option", { value }, words(value))));
    if (!place.isConnected) element.append(...(names.length > 1 ? [select] : []), place);
  };
  select.addEventListener("input", refresh);
  element.addEventListener("toggle", refresh);
  return { element, refresh };
}

/** @param {string} name */
const words = (name) => name.replaceAll("_", " ");

/**
 * @param {string} name
 * @param {import("./types.js").Columns} columns
 */
function table(name, columns) {
  const names = Object.keys(columns);
  const rows = columns[names[0]].length;
  const head = h("tr", {}, ...names.map((column) => h("th", { scope: "col" }, words(column))));
  const body = h("tbody");
  for (let i = 0; i < rows; i++) {
    body.append(h("tr", {}, ...names.map((column) => h("td", {}, shown(columns[column][i])))));
  }
  const caption = h("caption", {}, `${words(name)}: ${rows} rows`);
  return h("table", {}, caption, h("thead", {}, head), body);
}
