// Which columns of a figure's data its script never reads: node reads.mjs SCRIPT JSON.
// Tables that compute() hands on are read by the reader, who can have them as numbers.

import { readFileSync } from "node:fs";

const [script, json] = process.argv.slice(2);
const page = (name) => import(new URL(`../../../plugins/pelican/plugins/figures/page/${name}`, import.meta.url));
const { compute, move, describe, follow } = await import(script);
const { Axes } = await page("picture.js");
const { leaves, made } = await page("controls.js");
const document = JSON.parse(readFileSync(json, "utf8"));
const axes = Object.fromEntries(Object.entries(document.axes.wide).map(([k, v]) => [k, new Axes(v)]));
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

const series = document.controls.map(made).flatMap(leaves).filter((control) => control.series);
const drawn = { ...Object.fromEntries(series.map(({ name }) => [name, true])), ...document.parameters };

/** The state of the figure as it is drawn, and each other value of a control that has a list. */
function* states() {
  yield drawn;
  for (const { name, values, options, min, max, step } of document.controls) {
    const steps = step && Array.from({ length: (max - min) / step + 1 }, (_, i) => min + i * step);
    for (const value of values ?? (options ? Object.keys(options) : (steps ?? []))) {
      yield { ...drawn, [name]: value };
    }
  }
}

for (const state of states()) {
  const brought = follow?.({ surface: state.surface }, data);
  const now = { ...state, ...brought };
  const made = compute(now, data);
  for (const table of Object.values(made)) Object.keys(table);
  move(made, now, axes, data, "wide");
  describe(made, now, data);
}

const all = Object.entries(tables).flatMap(([t, c]) => Object.keys(c).map((k) => `${t}.${k}`));
console.log(JSON.stringify(all.filter((column) => !read.has(column))));
