// What a reader takes along: the picture, its numbers, its code.

import { h } from "./dom.js";

/** Hands a file to the reader. */
export function download(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** The drawing as it stands, as a file that needs no page: on paper's colours, in its own sizes. */
export function standalone(svg) {
  const copy = svg.cloneNode(true);
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.removeAttribute("class");
  return new XMLSerializer()
    .serializeToString(copy)
    .replaceAll(/var\(--color-[\w-]+,\s*([#\w]+)\)/g, "$1")
    .replaceAll(/var\(--font-sans,\s*([^)]+)\)/g, "Inter, $1")
    .replaceAll(/calc\(([\d.]+px) \* var\(--figure-text,\s*1\)\)/g, "$1");
}

const none = (value) => value === undefined || value === null;
const cell = (value) => {
  const text = none(value) || Math.abs(value) === Infinity || value !== value ? "" : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * Tables as one of comma-separated values, side by side, shorter ones with empty cells at the end.
 * Columns of several tables are called table.column.
 * @param {Record<string, Record<string, ArrayLike<any>>>} tables
 */
export function csv(tables) {
  const several = Object.keys(tables).length > 1;
  const columns = Object.entries(tables).flatMap(([table, parts]) =>
    Object.entries(parts).map(([name, values]) => [several ? `${table}.${name}` : name, values]),
  );
  const rows = Math.max(...columns.map(([, values]) => values.length));
  const lines = [columns.map(([name]) => cell(name))];
  for (let i = 0; i < rows; i++) lines.push(columns.map(([, values]) => cell(values[i])));
  return lines.map((line) => `${line.join(",")}\n`).join("");
}

const PYTHON = { true: "True", false: "False", null: "None" };
const literal = (value) => PYTHON[value] ?? JSON.stringify(value);

/** The Python that draws figure `name` of the package `module`, some series `hidden`. */
export function code(module, name, parameters, hidden = []) {
  const given = Object.entries(parameters).map(([key, value]) => `${key}=${literal(value)}`);
  const without = hidden.length ? `.without(${hidden.map(literal).join(", ")})` : "";
  return `from ${module} import ${name}\n\n${name}.draw(${given.join(", ")})${without}\n`;
}
