/**
 * A rule let loose on a problem, as adamcore/trajectories.py does it.
 *
 * @import { Rule } from "./rules.js"
 * @typedef {{
 *   start: ArrayLike<number>,
 *   box?: [number, number] | null,
 *   loss(theta: ArrayLike<number>, t: number): number,
 *   gradient(theta: ArrayLike<number>, t: number): ArrayLike<number>,
 * }} Problem
 */

/**
 * Follows a rule on a problem; `visit` is called with t, the point after t steps, the gradient that
 * the next step meets there, and the state. Point and state are written anew at each step.
 *
 * @param {Rule} rule
 * @param {Problem} problem
 * @param {{theta?: ArrayLike<number>, steps?: number}} how
 * @param {(t: number, point: Float64Array, grad: ArrayLike<number>, state: any) => void} visit
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
 * @param {Float64Array} theta
 * @param {[number, number]} box
 */
function project(theta, [low, high]) {
  for (let i = 0; i < theta.length; i++) {
    if (theta[i] < low) theta[i] = low;
    else if (theta[i] > high) theta[i] = high;
  }
}
