// What figures compute in forms of their own against the rules, which are held to adamcore's bits.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Adam, AMSGrad } from "../../article/adamcore/index.js";
import { online, trajectory } from "./records.js";
import { compute as corrections } from "../../article/figures/bias_correction.js";
import { cubic } from "../../article/figures/decay.js";
import { stepsOf } from "../../article/figures/first_steps.js";
import { compute as inspected } from "../../article/figures/coordinate_inspector.js";
import { compute as averaged } from "../../article/figures/moving_averages.js";

const gradients = Array.from({ length: 60 }, (_, t) => 0.6 + 1.3 * Math.sin(7 * t * t));
const steps = gradients.length;
const t = gradients.map((_, i) => i + 1);

/** Steps of `rule` against the gradients, in units of a learning rate of 1. */
function stepsBy(rule, values) {
  const { theta } = trajectory(rule, online(values.map((g) => [g])), { steps: values.length });
  return values.map((_, i) => theta[i] - theta[i + 1]);
}

function near(found, wanted, within = 1e-10) {
  assert.equal(found.length, wanted.length);
  found.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) <= within, `${i}: ${value}`));
}

test("the averages are Adam's own, to the last bit", () => {
  const g2 = gradients.map((g) => g * g);
  const { averages } = averaged({ beta1: 0.9, beta2: 0.99 }, { averages: { t, g: gradients, g2 } });
  const rule = Adam({ lr: 1, beta1: 0.9, beta2: 0.99 });
  const { state } = trajectory(rule, online(gradients.map((g) => [g])), { steps });
  assert.deepEqual(averages.m, state.m.slice(1));
  assert.deepEqual(averages.v, state.v.slice(1));
});

test("the inspector's steps are Adam's, with epsilon outside the root", () => {
  const constants = { beta1: 0.9, beta2: 0.999 };
  const data = { run: { t, burst: gradients, bound: t }, epsilon: { scale: [1] }, constants };
  const state = { sequence: "burst", scale: 1e-7, eps: 1e-8, place: "outside" };
  const { run } = inspected(state, data);
  const scaled = gradients.map((g) => 1e-7 * g);
  near(run.step, stepsBy(Adam({ lr: 1, eps: 1e-8 }), scaled));
});

test("uncorrected steps of a constant gradient are Adam's without correction", () => {
  const data = { steps: { t }, bounds: { bound: ["paper", "largest"] } };
  const found = corrections({ beta1: 0.8, beta2: 0.995 }, data).steps;
  const rule = { lr: 1, beta1: 0.8, beta2: 0.995, eps: 0 };
  const ones = t.map(() => 1);
  near(found.uncorrected, stepsBy(Adam({ ...rule, bias_correction: false }), ones));
  near(found.corrected, stepsBy(Adam(rule), ones));
});

const CONVENTIONS = ["card", "paper", "max_then_correct", "correct_then_max"];

for (const first of [1, 7.5]) {
  const values = t.map((step) => (step === 1 ? first : 1));
  const settings = { lr: 1, beta1: 0.9, beta2: 0.99, eps: 0 };
  const found = stepsOf(settings, first, t, CONVENTIONS);

  test(`first steps after a gradient of ${first} are Adam's`, () => {
    near(found.adam, stepsBy(Adam(settings), values));
  });

  for (const convention of CONVENTIONS) {
    test(`first steps after a gradient of ${first} are AMSGrad's, ${convention}`, () => {
      near(found[convention], stepsBy(AMSGrad({ ...settings, convention }), values));
    });
  }
}

test("a cubic goes through its points and is exact for cubics between them", () => {
  const f = (x) => x ** 3 - 2 * x + 1;
  const ys = [0, 1, 2, 3, 4, 5].map(f);
  for (const u of [0, 0.5, 1, 2.25, 4.9, 5]) {
    assert.ok(Math.abs(cubic(ys, u) - f(u)) < 1e-9, `${u}`);
  }
});
