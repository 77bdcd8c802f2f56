import assert from "node:assert/strict";
import { test } from "node:test";
import { sectionRead } from "../../../theme/static/js/contents.js";

test("above the first section none is being read", () => {
  assert.equal(sectionRead([900, 2900, 6000], 320), -1);
});

test("the last section whose top has passed the reading line is being read", () => {
  assert.equal(sectionRead([-4000, -10, 3000], 320), 1);
});

test("a section is being read from the moment its top reaches the line", () => {
  assert.equal(sectionRead([-4000, 320, 3000], 320), 1);
});

test("below the last section it stays the one that was read", () => {
  assert.equal(sectionRead([-9000, -8000, -3000], 320), 2);
});
