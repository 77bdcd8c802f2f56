/**
 * A rule let loose on a problem, as adamcore/trajectories.py does it.
 *
 * @typedef {import("./rules.js").Rule} Rule
 * @typedef {{
 *   start: ArrayLike<number>,
 *   box?: [number, number] | null,
 *   loss(theta: ArrayLike<number>, t: number): number,
 *   gradient(theta: ArrayLike<number>, t: number): ArrayLike<number>,
 * }} Problem
 */

const { sqrt } = Math;
const zeros = (n) => new Float64Array(n);

/** alpha / sqrt(t), the schedule of the regret theorems. */
export const inverse_sqrt = (alpha) => (t) => alpha / sqrt(t);

/**
 * Follows a rule on a problem; `visit` is called with t, the point after t steps, the gradient that
 * the next step meets there, and the state. Point and state are written anew at each step.
 *
 * @param {Rule} rule
 * @param {Problem} problem
 */
export function walk(rule, problem, { theta = problem.start, steps = 100 }, visit) {
  const point = Float64Array.from(theta);
  const state = rule.init(point.length);
  for (let t = 0; ; t++) {
    const grad = problem.gradient(point, t + 1);
    visit(t, point, grad, state);
    if (t === steps) return;
    rule.step(point, grad, state);
    if (problem.box) project(point, problem.box);
  }
}

/**
 * The record of a walk. Row t is the point after t steps, with the loss and the gradient that the
 * next step meets and the state there; rows lie one after the other in Float64Arrays, theta, grad
 * and the state's vectors with n numbers a row.
 *
 * @param {Rule} rule
 * @param {Problem} problem
 */
export function trajectory(rule, problem, { theta = problem.start, steps = 100 } = {}) {
  const n = theta.length;
  const record = { n, theta: zeros((steps + 1) * n), loss: zeros(steps + 1), state: {} };
  record.grad = zeros((steps + 1) * n);
  for (const [name, x] of Object.entries(rule.init(n))) {
    record.state[name] = zeros((steps + 1) * (x.length ?? 1));
  }
  walk(rule, problem, { theta, steps }, (t, point, grad, state) => {
    record.theta.set(point, t * n);
    record.grad.set(grad, t * n);
    record.loss[t] = problem.loss(point, t + 1);
    for (const name in state) {
      if (state[name].length === undefined) record.state[name][t] = state[name];
      else record.state[name].set(state[name], t * n);
    }
  });
  return record;
}

function project(theta, [low, high]) {
  for (let i = 0; i < theta.length; i++) {
    if (theta[i] < low) theta[i] = low;
    else if (theta[i] > high) theta[i] = high;
  }
}
