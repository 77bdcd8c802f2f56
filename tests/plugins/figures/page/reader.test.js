import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../../../plugins/pelican/plugins/figures/page/reader.js";

test("the nearest place is found in columns that grow and in columns that fall", () => {
  assert.equal(nearest([1, 2, 4, 8], 3.1), 2);
  assert.equal(nearest([1, 2, 4, 8], 2.9), 1);
  assert.equal(nearest([8, 4, 2, 1], 2.9), 2);
  assert.equal(nearest(Float64Array.of(8, 4, 2, 1), 3.1), 1);
});

test("beyond the ends, and in a column of one, it is an end", () => {
  assert.equal(nearest([1, 2, 4], -7), 0);
  assert.equal(nearest([1, 2, 4], 70), 2);
  assert.equal(nearest([5], 70), 0);
});
