// The race on a multiple of the loss, as the figure's script runs it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compute, describe } from "../../article/figures/race.js";

const RATES = {
  sgd: 0.0794,
  momentum: 0.02,
  adagrad: 3.98,
  rmsprop: 0.126,
  adam: 0.631,
  amsgrad: 0.631,
  adamw: 3.16,
};
const SHOWN = Object.fromEntries(Object.keys(RATES).map((rule) => [`show_${rule}`, true]));
const data = { constants: { floor: 1e-12 } };
const state = (scale) => ({ surface: "ravine", steps: 200, scale, x: -4, y: 1.5, ...RATES, ...SHOWN });

/** A copy of the tables, which the next state writes anew. */
const run = (scale) => structuredClone(compute(state(scale), data));

const apart = (a, b) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));

for (const scale of [0.001, 0.5, 2, 1000]) {
  test(`Adam's path on ${scale} times the loss is its own, but for epsilon`, () => {
    const [own, scaled] = [run(1).paths, run(scale).paths];
    assert.ok(apart(own.x_adam, scaled.x_adam) < 2e-5);
    assert.ok(apart(own.y_adam, scaled.y_adam) < 2e-5);
  });
}

test("the words have the very losses, however small or large", () => {
  const words = describe(run(2), state(2));
  assert.match(words, /run on the loss × 2, .*SGD 2\.6·10¹³⁶/);
  const own = describe(run(1), state(1));
  assert.match(own, /AdaGrad 8\.8·10⁻²⁰⁶/);
  assert.doesNotMatch(own, /run on/);
});

test("of a run that leaves the numbers the words say so", () => {
  assert.match(describe(run(1000), state(1000)), /SGD beyond all bounds/);
});
