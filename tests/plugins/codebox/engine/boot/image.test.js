import assert from "node:assert/strict";
import test from "node:test";

import {
  PAGE,
  apply,
  checksum,
  difference,
  mislead,
  pack,
  read,
} from "../../../../../plugins/pelican/plugins/codebox/engine/boot/image.js";

const PAGES = 6;
const FIXED = [[1, 3]]; // pages 1 and 2 hold data that the modules bring along

function memory(...writes) {
  const bytes = new Uint8Array(PAGES * PAGE);
  for (const [at, value] of writes) bytes[at] = value;
  return bytes;
}

const before = memory([PAGE, 5], [2 * PAGE, 6], [4 * PAGE, 7]);
const after = memory([PAGE, 5], [2 * PAGE, 60], [3 * PAGE, 9], [5 * PAGE + 9, 3]);

function image() {
  const { pages, bytes } = difference(before, after, FIXED);
  const head = { memory: after.length, static: FIXED, summed: FIXED, checksum: checksum(before, FIXED) };
  return read(pack({ ...head, pages: pages.length }, pages, bytes));
}

test("an image brings a fresh memory to the stored state", () => {
  const fresh = before.slice();
  apply(fresh, image());
  assert.deepEqual(fresh, after);
});

test("pages that are as the modules left them are not stored", () => {
  assert.deepEqual([...image().pages], [2, 3, 4, 5]);
});

test("pages outside of the modules' data may start as they like", () => {
  const fresh = before.slice();
  fresh[5 * PAGE] = 99;
  fresh[4 * PAGE + 1] = 99;
  apply(fresh, image());
  assert.deepEqual(fresh, after);
});

test("a memory whose modules brought other data is refused", () => {
  const fresh = before.slice();
  fresh[PAGE + 1] = 1;
  assert.throws(() => apply(fresh, image()), /other data/);
});

test("a memory of another size is refused", () => {
  assert.throws(() => apply(new Uint8Array(PAGE), image()), /size/);
});

test("modules that lack a table give the same memory but for it", () => {
  const { head, ...rest } = image();
  const fresh = before.slice();
  fresh[PAGE + 1] = 0;
  apply(fresh, { head: { ...head, summed: [[2, 3]], checksum: checksum(before, [[2, 3]]) }, ...rest });
  fresh[PAGE + 1] = after[PAGE + 1];
  assert.deepEqual(fresh, after);
});

test("pointers to what is not there lead nowhere, and where there was none there is none", () => {
  const words = Uint32Array.of(7, 8, 0, 9, 10, 11);
  mislead(words, [[4, 8, 2], [8, 4, 1], [20, 4, 1]]);
  assert.deepEqual([...words], [7, 0xffff0000, 0, 0xffff0000, 10, 0xffff0000]);
});
