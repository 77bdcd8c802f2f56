import assert from "node:assert/strict";
import test from "node:test";

import { functions, isTrap, numeral, number, whole } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/functions.js";
import { counting, entered, split } from "../../../../../plugins/pelican/plugins/codebox/build/split.mjs";
import { MODULE, withData } from "./module.js";

const made = (wasm) => new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports;

test("a number is read as it was written", () => {
  for (const value of [0, 1, 127, 128, 300, 16_384, 2 ** 31]) {
    assert.deepEqual(number(numeral(value), 0), [value, numeral(value).length]);
  }
});

test("what is cut short is told, wherever", () => {
  assert.throws(() => number(Uint8Array.of(128, 128), 0), RangeError);
  const { hot, cold } = split(withData([1, 2, 3]), [true, false, true], [[0, 2]]);
  for (let end = 0; end < cold.length - 2; end++) {
    assert.throws(() => whole(hot, cold.subarray(0, end)), RangeError, `${end}`);
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

test("errors of JavaScript are no traps", () => {
  for (const error of [new RangeError("unreachable"), new Error("memory access out of bounds"), "unreachable", null]) {
    assert.ok(!isTrap(error));
  }
});

test("both parts together are the module again, whatever is used", () => {
  for (const used of [[true, true, true], [false, false, false], [false, true, false], []]) {
    const { hot, cold } = split(MODULE, used);
    assert.deepEqual(whole(hot, cold), MODULE);
  }
});

test("data that come later are zeros until then, and all others are there", () => {
  const module = withData([1, 2, 3, 4, 5, 6]);
  const { hot, cold } = split(module, [true, false, true], [[1, 3], [5, 6]]);
  assert.ok(WebAssembly.validate(hot));
  assert.deepEqual([...hot.subarray(-6)], [1, 0, 0, 4, 5, 0]);
  assert.deepEqual(whole(hot, cold), module);
});

test("data in several pieces are left where they are", () => {
  const module = withData([1, 2, 3]);
  const at = module.length - 3 - 6;
  module[at - 1] = 2; // pieces, of which one is missing
  assert.throws(() => split(module, [true, true, true], [[1, 3]]), /one active segment/);
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
