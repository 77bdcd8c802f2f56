// What values controls have, and how they are written.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { leaves, made } from "../../../../plugins/pelican/plugins/figures/page/controls.js";

const range = (data) => made({ kind: "range", name: "x", label: "x", ...data });
const stops = (data) => made({ kind: "stops", name: "x", label: "x", ...data });

const { controls, readings } = JSON.parse(
  readFileSync(new URL("../readings.json", import.meta.url), "utf8"),
);
const all = controls.map(made).flatMap(leaves);

for (const { name, state, yes, no } of readings) {
  test(`${name} takes from links what it takes when the site is built, ${JSON.stringify(state)}`, () => {
    const { read } = all.find((control) => control.name === name);
    for (const text of yes) assert.notEqual(read(text, state), undefined, text);
    for (const text of no) assert.equal(read(text, state), undefined, text);
  });
}

test("a switch is on or off, whatever else objects have", () => {
  const { read } = made({ kind: "toggle", name: "shown", label: "shown" });
  const found = ["1", "0", "2", "", "constructor"].map((text) => read(text));
  assert.deepEqual(found, [true, false, undefined, undefined, undefined]);
});

test("a range's values have no noise of binary fractions", () => {
  const mean = range({ min: -1.2, max: 1.2, step: 0.05 });
  assert.equal(mean.read("0.15"), 0.15);
  assert.equal(mean.read("0.149"), 0.15);
  assert.equal(mean.read("0.001"), 0);
});

test("a range keeps the digits of its beginning and of small steps", () => {
  assert.equal(range({ min: 0.25, max: 2.25, step: 0.5 }).read("0.8"), 0.75);
  assert.equal(range({ min: 0, max: 1e-6, step: 1e-7 }).read("3.1e-7"), 3e-7);
});

test("a stop is the nearest of its values, and none beyond them", () => {
  const beta = stops({ values: [0.9, 0.99, 0.999] });
  assert.equal(beta.read("0.98"), 0.99);
  assert.equal(beta.read("0.9991"), undefined);
});

test("decades are the numbers that Python writes", () => {
  const scale = made({ kind: "decades", name: "scale", label: "scale", from: -10, to: 1 });
  for (const text of ["1e-10", "1e-7", "0.001", "1", "10"]) {
    assert.equal(scale.read(text), Number(text));
  }
});

test("nines are one less powers of ten, and a link has what lies between", () => {
  const beta = made({ kind: "nines", name: "x", label: "x", from: 0, to: 4, per: 60 });
  for (const text of ["0", "0.5", "0.95", "0.9999"]) assert.equal(beta.read(text), Number(text));
  assert.equal(beta.between(0, 0.9999, 0.75), 0.999);
  assert.equal(beta.between(0.9, 0.99, 1 / 60), 0.9038);
  assert.equal(beta.allowed({}), "from 0 to 1");
});

test("series that are off at first say so", () => {
  const series = { adam: "Adam", sgd: "SGD" };
  const found = leaves(made({ kind: "switches", label: "Rules", series, off: ["sgd"] }));
  assert.deepEqual(found.map(({ off, say }) => [off, say(!off)]), [[false, ""], [true, "without SGD"]]);
});

const FORMATS = {
  "as it is": [{ show: "" }, "from 0.5 to 12345.678"],
  "with digits after the point": [{ show: ".2f" }, "from 0.50 to 12345.68"],
  "in three digits, if nothing is said": [{}, "from 0.5 to 12,300"],
  "in some digits": [{ show: ".2g" }, "from 0.5 to 12,000"],
  "with a unit": [{ show: ".1f", unit: " steps" }, "from 0.5 steps to 12345.7 steps"],
};

for (const [title, [given, words]] of Object.entries(FORMATS)) {
  test(`values are written ${title}`, () => {
    assert.equal(stops({ values: [0.5, 12345.678], ...given }).allowed(), words);
  });
}

test("whole numbers have commas if that is asked", () => {
  assert.equal(stops({ values: [3, 1000], show: "," }).allowed(), "from 3 to 1,000");
});

test("members of rows and folds are controls, and a switch of a series has its key", () => {
  const switches = { kind: "switches", label: "Runs", series: { adam: "Adam", sgd: "SGD" } };
  const toggle = { kind: "toggle", name: "grid", label: "grid" };
  const row = { kind: "row", label: "Marks", members: [toggle] };
  const fold = made({ kind: "fold", label: "More", members: [switches, { kind: "note", text: "!" }, row] });
  const found = leaves(fold).map(({ name, series }) => [name, series]);
  assert.deepEqual(found, [["show_adam", "adam"], ["show_sgd", "sgd"], ["grid", undefined]]);
});

test("switches of series that are off at first say so", () => {
  const switches = { kind: "switches", label: "Runs", series: { adam: "Adam", sgd: "SGD" }, off: ["sgd"] };
  assert.deepEqual(leaves(made(switches)).map(({ off }) => off), [false, true]);
});

test("what a coordinate may be depends on another control", () => {
  const limits = { near: [-1, 1], far: [-5, 5] };
  const x = made({ kind: "coordinate", name: "x", label: "x", by: "place", limits });
  assert.deepEqual(x.span({ place: "far" }), [-5, 5]);
  assert.equal(x.allowed({ place: "near" }), "from −1 to 1");
});
