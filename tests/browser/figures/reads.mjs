// Which columns of a figure's data its script never reads: node reads.mjs SCRIPT JSON.
// Tables that compute() hands on are read by the reader, who can have them as numbers.

import { readFileSync } from "node:fs";

const [script, json] = process.argv.slice(2);
const { compute, move, describe, follow } = await import(script);
const { Axes } = await import(
  new URL("../../../plugins/pelican/plugins/figures/page/picture.js", import.meta.url)
);
const document = JSON.parse(readFileSync(json, "utf8"));
const axes = Object.fromEntries(Object.entries(document.axes).map(([k, v]) => [k, new Axes(v)]));
const read = new Set();

/** The same table, which notes what is asked of it. */
function watched(name, table) {
  return new Proxy(table, {
    get(target, column) {
      if (column in target) read.add(`${name}.${String(column)}`);
      return target[column];
    },
    ownKeys(target) {
      for (const column of Object.keys(target)) read.add(`${name}.${column}`);
      return Reflect.ownKeys(target);
    },
  });
}

const { constants = {}, ...tables } = document.data;
const data = { constants: watched("constants", constants) };
for (const [name, table] of Object.entries(tables)) data[name] = watched(name, table);

/** The state of the figure as it is drawn, and each other value that is known of a control. */
function* states() {
  yield document.parameters;
  const lists = { ...constants, problem: Object.keys(constants.problems ?? {}) };
  lists.surface = [...new Set(tables.rates?.surface ?? [])];
  lists.at = tables.path_common?.t;
  for (const [name, values] of Object.entries(lists)) {
    if (!(name in document.parameters) || !Array.isArray(values)) continue;
    for (const value of values) yield { ...document.parameters, [name]: value };
  }
}

for (const state of states()) {
  const brought = follow?.({ surface: state.surface }, data);
  const now = { ...state, ...brought };
  const made = compute(now, data);
  for (const table of Object.values(made)) Object.keys(table);
  move(made, now, axes, data);
  describe(made, now, data);
}

const all = Object.entries(tables).flatMap(([t, c]) => Object.keys(c).map((k) => `${t}.${k}`));
console.log(JSON.stringify(all.filter((column) => !read.has(column))));
