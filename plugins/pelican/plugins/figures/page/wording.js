// What the heads of a figure's tables say: the words of the page in place of the names in the code.

/** @import { Column, Described, Readable } from "./types.js" */
/** @typedef {{table(name: string): string, column(table: string, name: string): string,
 *   cell(value: string): string}} Wording */

/** Letters that names in code spell out. @type {Record<string, string>} */
const LETTERS = {
  beta1: "β₁",
  beta2: "β₂",
  eps: "ε",
  g2: "g²",
  lambda: "λ",
  lr: "learning rate",
  mhat: "m̂",
  root_vhat: "√v̂",
  vhat: "v̂",
};

/**
 * What switches and choices call their series and values.
 * @param {Described[]} controls
 * @returns {[string, string][]}
 */
const named = (controls) =>
  controls.flatMap(({ members = [], options = {}, series = {} }) => [
    ...Object.entries({ ...options, ...series }),
    ...named(members),
  ]);

/**
 * The labels of the columns that can be read off: a table has no other words for them. A way on a map
 * is two columns, which share its label.
 * @param {Readable[]} lines
 * @returns {[Column, string][]}
 */
const read = (lines) => lines.filter(({ way }) => !way).map(({ label, y }) => [y, label]);

/**
 * The words for the tables of `figure` in its present state.
 * @param {import("./live.js").Figure} figure
 * @returns {Wording}
 */
export function wording({ controls, data, spec, state, tables }) {
  const lines = new Map(read(spec.lines?.(tables, state, data.data) ?? []));
  const words = new Map([...Object.entries({ ...LETTERS, ...spec.words }), ...named(data.controls)]);
  const keys = Object.values(tables).flatMap((columns) => Object.entries(columns));
  for (const [key, values] of keys) {
    const label = lines.get(values);
    if (label && !words.has(key)) words.set(key, label);
  }
  const labels = new Map(
    controls.filter(({ span, series }) => !span && !series).map(({ name, label }) => [name, plain(label)]),
  );
  const spelled = (/** @type {string} */ name) =>
    words.get(name) ?? name.split("_").map((part) => words.get(part) ?? part).join(" ");
  return {
    table: spelled,
    column: (table, name) =>
      words.get(`${table}.${name}`) ??
      lines.get(tables[table][name]) ??
      words.get(name) ??
      (labels.get(name) || spelled(name)),
    cell: (value) => words.get(value) ?? value,
  };
}

/**
 * A control's label without what it says of the control itself; "" where it has a gap for the value.
 * @param {string} label
 */
const plain = (label) => (label.includes("…") ? "" : label.replace(/ \([^)]*\)/, ""));
