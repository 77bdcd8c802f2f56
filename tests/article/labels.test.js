// Words and dots of figures in states at the ends of their sliders.

import assert from "node:assert/strict";
import { test } from "node:test";
import { move as corrected } from "../../article/figures/bias_correction.js";
import { move as inspected } from "../../article/figures/coordinate_inspector.js";
import { move as drifted } from "../../article/figures/counterexample.js";
import { Axes } from "../../plugins/pelican/plugins/figures/page/picture.js";

const side = (limits, pixels) => ({ scale: "linear", limits, pixels });
const axes = new Axes({ x: side([0, 1], [0, 100]), y: side([-0.5, 2.4], [100, 0]) });

/** What is told of a step of `size` learning rates. */
function told(size) {
  const one = { t: [1], turn: [1], g: [1], mhat: [1], root_vhat: [1], step: [size], bound: [1] };
  const epsilon = { scale: [1], outside: [1], inside: [1] };
  const state = { sequence: "turn", step: 1, scale: 1, eps: 1e-8, place: "outside" };
  const all = { estimates: axes, step: axes, epsilon: axes };
  return inspected({ run: one, epsilon }, state, all, { constants: { keyed: [] } }, "wide")["readout-step"].text;
}

test("a step that three places would show as zero is told by powers of ten", () => {
  assert.match(told(-1.01e-11), /= −1\.01·10⁻¹¹$/);
  assert.match(told(0.0005), /= \+0\.001$/);
  assert.match(told(-1.5), /= −1\.500$/);
});

test("a drift beyond the axes is marked at their edge", () => {
  const runs = { adam: [0], paper: [0], max_then_correct: [0], correct_then_max: [0] };
  const table = { t: [1], ...runs };
  const drift = (size) => ({ beta2: [0.5], drift: [size] });
  const constants = { label: { at: 0.2, low: -0.3 }, runs, marked: { adam: [], paper: [0], max_then_correct: [], correct_then_max: [] } };
  const all = { walk: axes, regret: axes, drift: axes };
  const at = (size) => drifted({ x: table, regret: table, drift: drift(size) }, {}, all, { constants })["drift-here"].at;
  assert.deepEqual(at(41.4), [50, 0]);
  assert.deepEqual(at(2.4), [50, 0]);
  assert.ok(at(1)[1] > 0);
});

const KEY = { narrow: { sample: 26, largest: 90 } };
const CONSTANTS = { near: 0.995, room: 10, tie: { aside: 6, under: 5, over: 12 }, lift: 9, apart: 6 };

/** What moves for steps of these sizes and the largest of all, in axes 100 wide. */
function bounded(largest, { form, beta1 = 0.5 }) {
  const steps = { t: [0, 0.5, 1], corrected: [1, 1, 1], uncorrected: [0.5, 2, 1] };
  const constants = { ...CONSTANTS, key: KEY };
  const bounds = { bound: ["paper", "largest"], value: [1, largest] };
  return corrected({ steps, bounds }, { beta1, beta2: 0.9 }, { main: axes }, { constants }, form);
}

test("words beside their lines follow these, and stay where they are in a key", () => {
  const words = (moves) => Object.entries(moves).filter(([gid]) => gid.startsWith("readout-"));
  assert.ok(words(bounded(2, { form: "wide" })).every(([, { at }]) => at));
  assert.ok(words(bounded(2, { form: "narrow" })).every(([, { at }]) => !at));
});

test("the longest step of a key is told, and a line leads from it down to its t", () => {
  const moves = bounded(2, { form: "narrow" });
  assert.equal(moves["readout-uncorrected"].text, "without correction: 2.00 at t = 0.5");
  assert.match(moves["tie-uncorrected"].d, /^M50 [\d.]+V100$/);
});

test("a bound that is beyond the axes or not there takes its sample with it", () => {
  assert.equal(bounded(2, { form: "narrow" })["bound-largest"].d.split("M").length, 3);
  for (const none of [3, Infinity]) {
    assert.deepEqual(bounded(none, { form: "narrow" })["bound-largest"], { show: false });
  }
});
