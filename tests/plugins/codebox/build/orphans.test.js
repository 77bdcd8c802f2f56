import assert from "node:assert/strict";
import { test } from "node:test";
import { clearOrphans } from "../../../../plugins/pelican/plugins/codebox/build/orphans.mjs";
import { withData } from "../engine/boot/module.js";

const GB18030 = [0x4e02, 0x4e04, 0x4e05, 0x4e06, 0x4e0f];
const SIZE = 2 * 126 * 190;
const BEFORE = 64;

/** A module with the table between other data, and a function that has `number`. */
function module(number) {
  const table = Buffer.alloc(SIZE, 7);
  table.set(Buffer.from(Uint16Array.from(GB18030).buffer));
  return withData([...Buffer.alloc(BEFORE, 5), ...table, ...Buffer.alloc(32, 6)], number);
}

test("a table that no function can have the address of goes, and nothing else", () => {
  const wasm = module([3]);
  assert.equal(clearOrphans(wasm), SIZE);
  const data = wasm.subarray(-(BEFORE + SIZE + 32));
  assert.deepEqual(new Set(data.subarray(0, BEFORE)), new Set([5]));
  assert.deepEqual(new Set(data.subarray(BEFORE, -32)), new Set([0]));
  assert.deepEqual(new Set(data.subarray(-32)), new Set([6]));
});

test("a table stays when a number could be an address in it", () => {
  for (const number of [[0xc0, 0x09], [0xc0, 0x00], [0xd0, 0x89, 0x00]]) {
    const wasm = module(number);
    const before = wasm.slice();
    assert.equal(clearOrphans(wasm), 0, `${number}`);
    assert.deepEqual(wasm, before);
  }
});

test("a module without such tables stays as it is", () => {
  const wasm = withData([1, 2, 3]);
  assert.equal(clearOrphans(wasm), 0);
  assert.deepEqual(wasm, withData([1, 2, 3]));
});
