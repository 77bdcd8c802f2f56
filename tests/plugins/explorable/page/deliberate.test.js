// What a finger on a slider means by its movement.

import assert from "node:assert/strict";
import { test } from "node:test";
import { direction } from "../../../../plugins/pelican/plugins/explorable/page/deliberate.js";

const begun = { x: 100, y: 50, goes: "nowhere" };
const to = (clientX, clientY, touch = begun) => direction(touch, { clientX, clientY });

test("a trembling finger goes nowhere", () => {
  assert.deepEqual([to(100, 50), to(104, 46), to(94, 56)], Array(3).fill("nowhere"));
});

test("along the rail is either way, if it is more across than down", () => {
  assert.deepEqual([to(120, 50), to(80, 60), to(112, 39)], Array(3).fill("along"));
});

test("up, down and slantwise belong to the page", () => {
  assert.deepEqual([to(100, 80), to(96, 20), to(110, 60)], Array(3).fill("away"));
});

test("what has been decided stays so", () => {
  assert.equal(to(100, 90, { ...begun, goes: "along" }), "along");
  assert.equal(to(190, 50, { ...begun, goes: "away" }), "away");
});
