// What the tests compare: whole records of walks, on given gradients too.

import { walk } from "../../article/adamcore/index.js";

const zeros = (n) => new Float64Array(n);

/** f_t(theta) = gradients[(t - 1) mod period] . theta, as adamcore's Online. */
export const online = (gradients, { start, box = null } = {}) => {
  const gradient = (theta, t) => gradients[(t - 1) % gradients.length];
  return {
    start: start ?? new Float64Array(gradients[0].length),
    box,
    gradient,
    loss(theta, t) {
      const g = gradient(theta, t);
      let sum = 0;
      for (let i = 0; i < theta.length; i++) sum += g[i] * theta[i];
      return sum;
    },
  };
};

/** alpha / sqrt(t), the schedule of the regret theorems. */
export const inverse_sqrt = (alpha) => (t) => alpha / Math.sqrt(t);

/**
 * The record of a walk. Row t is the point after t steps, with the loss and the gradient that the
 * next step meets and the state there; rows lie one after the other in Float64Arrays, theta, grad
 * and the state's vectors with n numbers a row.
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
