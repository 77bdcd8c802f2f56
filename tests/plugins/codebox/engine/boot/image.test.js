import assert from "node:assert/strict";
import test from "node:test";

import {
  PAGE,
  apply,
  checksum,
  difference,
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
  const head = { memory: after.length, static: FIXED, checksum: checksum(before, FIXED) };
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
