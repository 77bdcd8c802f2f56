import assert from "node:assert/strict";
import test from "node:test";

import { functions, isTrap, numeral, number, whole } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/functions.js";
import { counting, entered, split } from "../../../../../plugins/pelican/plugins/codebox/build/split.mjs";
import { MODULE } from "./module.js";

const made = (wasm) => new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports;

test("a number is read as it was written", () => {
  for (const value of [0, 1, 127, 128, 300, 16_384, 2 ** 31]) {
    assert.deepEqual(number(numeral(value), 0), [value, numeral(value).length]);
  }
});

test("functions that are used work without the others", () => {
  const { two, twice } = made(split(MODULE, [true, true, false]).hot);
  assert.equal(two(), 2);
  assert.equal(twice(), 4);
});

test("a function that is not here is a trap, and is told as one", () => {
  const { three } = made(split(MODULE, [true, true, false]).hot);
  assert.throws(three, isTrap);
});

test("other errors are no such traps", () => {
  for (const error of [new RangeError("unreachable"), new WebAssembly.RuntimeError("divide by zero"), "unreachable", null]) {
    assert.ok(!isTrap(error));
  }
});

test("both parts together are the module again, whatever is used", () => {
  for (const used of [[true, true, true], [false, false, false], [false, true, false], []]) {
    const { hot, cold } = split(MODULE, used);
    assert.deepEqual(whole(hot, cold), MODULE);
  }
});

test("a counting module tells which functions have been entered", () => {
  const exports = made(counting(MODULE));
  assert.deepEqual(entered(exports), [false, false, false]);
  assert.equal(exports.twice(), 4);
  assert.deepEqual(entered(exports), [true, true, false]);
});

test("a module has as many functions as it defines", () => {
  assert.equal(functions(MODULE).length, 3);
  assert.equal(functions(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).length, 0);
});
