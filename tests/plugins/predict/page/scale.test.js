import assert from "node:assert/strict";
import test from "node:test";

import { positionOf, printed } from "../../../../plugins/pelican/plugins/predict/page/scale.js";

test("a number stands on its scale in proportion", () => {
  assert.equal(positionOf(2.5, "0", "10"), 0.25);
  assert.equal(positionOf(-1, "-1", "1"), 0);
});

test("a guess has as many decimals as its step, and the minus sign of print", () => {
  assert.equal(printed("5", "0.01"), "5.00");
  assert.equal(printed("-2.5", ".5"), "−2.5");
  assert.equal(printed("30", "10"), "30");
});
