// What a reader takes along: the picture, its numbers, its code.

import { h } from "./dom.js";

/**
 * Hands a file to the reader.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/**
 * The drawing as it stands, as a file that needs no page: on paper's colours, in its own sizes.
 * @param {SVGSVGElement} svg
 */
export function standalone(svg) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.removeAttribute("class");
  return new XMLSerializer()
    .serializeToString(copy)
    .replaceAll(/var\(--color-[\w-]+,\s*([#\w]+)\)/g, "$1")
    .replaceAll(/var\(--font-sans,\s*([^)]+)\)/g, "$1")
    .replaceAll(/calc\(([\d.]+px) \* var\(--figure-text,\s*1\)\)/g, "$1");
}

/** @param {unknown} value */
const none = (value) =>
  value === undefined || value === null || (typeof value === "number" && !Number.isFinite(value));

/** @param {unknown} value */
const cell = (value) => {
  const text = none(value) ? "" : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * Tables as one of comma-separated values, side by side, shorter ones with empty cells at the end.
 * Columns of several tables are called table.column.
 * @param {import("./types.js").Tables} tables
 */
export function csv(tables) {
  const several = Object.keys(tables).length > 1;
  const columns = Object.entries(tables).flatMap(([table, parts]) =>
    Object.entries(parts).map(([part, values]) => ({
      name: several ? `${table}.${part}` : part,
      values,
    })),
  );
  const rows = Math.max(...columns.map(({ values }) => values.length));
  const lines = [columns.map(({ name }) => cell(name))];
  for (let i = 0; i < rows; i++) lines.push(columns.map(({ values }) => cell(values[i])));
  return lines.map((line) => `${line.join(",")}\n`).join("");
}

/** @type {Record<string, string>} */
const PYTHON = { true: "True", false: "False", null: "None" };
/** @param {unknown} value */
const literal = (value) => PYTHON[String(value)] ?? JSON.stringify(value);

/**
 * The Python that draws figure `name` of the package `module`, some series `hidden`.
 * @param {string} module
 * @param {string} name
 * @param {import("./types.js").State} parameters
 * @param {string[]} hidden
 */
export function code(module, name, parameters, hidden = []) {
  const given = Object.entries(parameters).map(([key, value]) => `${key}=${literal(value)}`);
  const without = hidden.length ? `.without(${hidden.map(literal).join(", ")})` : "";
  return `from ${module} import ${name}\n\n${name}.draw(${given.join(", ")})${without}\n`;
}
