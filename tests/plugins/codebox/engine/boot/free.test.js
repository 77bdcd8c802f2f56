import assert from "node:assert/strict";
import { test } from "node:test";

import { free } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/free.js";

test("memory that is given back is gone at once, for all that look at it", () => {
  const bytes = new Uint8Array(4096);
  const part = bytes.subarray(16, 32);
  free(bytes);
  assert.equal(bytes.buffer.byteLength, 0);
  assert.equal(part.length, 0);
});

test("nothing is given back of what is not there", () => {
  assert.equal(free(undefined), undefined);
});
