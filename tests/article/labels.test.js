// Words and dots of figures in states at the ends of their sliders.

import assert from "node:assert/strict";
import { test } from "node:test";
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
  return inspected({ run: one, epsilon }, state, all, { constants: { keyed: 0 } })["readout-step"].text;
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
