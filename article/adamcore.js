/**
 * The rules of adamcore for figures that move: the same letters, the same bits in float64.
 *
 * rule.step works in place, on one run: theta and grad are Float64Arrays of one length. Every
 * expression has the order of operations of adamcore/rules.py, on which the bits depend. Nothing
 * is checked here: the sliders keep to the ranges.
 *
 * @typedef {{t: number, [field: string]: number | Float64Array}} State
 * @typedef {{
 *   init(n: number): State,
 *   step(theta: Float64Array, grad: ArrayLike<number>, state: State): void,
 * }} Rule
 * @typedef {{
 *   start: ArrayLike<number>,
 *   box?: [number, number] | null,
 *   loss(theta: ArrayLike<number>, t: number): number,
 *   gradient(theta: ArrayLike<number>, t: number): ArrayLike<number>,
 * }} Problem
 */

export * from "./problems.js";

const { sqrt, max } = Math;
const zeros = (n) => new Float64Array(n);

/** A learning rate at step t: a number, or a schedule, which is a function of t. */
const at = (lr, t) => (typeof lr === "function" ? lr(t) : lr);

export const SGD = ({ lr = 0.01 } = {}) => ({
  init: () => ({ t: 0 }),
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    for (let i = 0; i < theta.length; i++) theta[i] -= rate * grad[i];
  },
});

export const Momentum = ({ lr = 0.01, beta = 0.9, nesterov = false } = {}) => ({
  init: (n) => ({ t: 0, u: zeros(n) }),
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    for (let i = 0; i < theta.length; i++) {
      const u = (s.u[i] = beta * s.u[i] + grad[i]);
      theta[i] -= rate * (nesterov ? grad[i] + beta * u : u);
    }
  },
});

export const AdaGrad = ({ lr = 0.01, eps = 1e-8, eps_inside = true } = {}) => ({
  init: (n) => ({ t: 0, G: zeros(n) }),
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    for (let i = 0; i < theta.length; i++) {
      const G = (s.G[i] += grad[i] * grad[i]);
      const root = eps_inside ? sqrt(G + eps) : sqrt(G) + eps;
      theta[i] -= (rate * grad[i]) / root;
    }
  },
});

export const RMSProp = ({ lr = 0.001, beta = 0.9, eps = 1e-8, eps_inside = false } = {}) => ({
  init: (n) => ({ t: 0, v: zeros(n) }),
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    for (let i = 0; i < theta.length; i++) {
      const v = (s.v[i] = beta * s.v[i] + (1 - beta) * (grad[i] * grad[i]));
      const root = eps_inside ? sqrt(v + eps) : sqrt(v) + eps;
      theta[i] -= (rate * grad[i]) / root;
    }
  },
});

/** m and v of coordinate i; what Adam, AMSGrad and AdamW share. */
const averages = (s, i, g, beta1, beta2) => {
  s.m[i] = beta1 * s.m[i] + (1 - beta1) * g;
  s.v[i] = beta2 * s.v[i] + (1 - beta2) * (g * g);
};

const powers = (s, beta1, beta2) => {
  s.beta1_t *= beta1;
  s.beta2_t *= beta2;
};

const adamState = (n) => ({ t: 0, m: zeros(n), v: zeros(n), beta1_t: 1, beta2_t: 1 });

export const Adam = ({
  lr = 0.001,
  beta1 = 0.9,
  beta2 = 0.999,
  eps = 1e-8,
  bias_correction = true,
  l2 = 0,
} = {}) => ({
  init: adamState,
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    powers(s, beta1, beta2);
    for (let i = 0; i < theta.length; i++) {
      averages(s, i, l2 === 0 ? grad[i] : grad[i] + l2 * theta[i], beta1, beta2);
      const mhat = bias_correction ? s.m[i] / (1 - s.beta1_t) : s.m[i];
      const vhat = bias_correction ? s.v[i] / (1 - s.beta2_t) : s.v[i];
      theta[i] -= (rate * mhat) / (sqrt(vhat) + eps);
    }
  },
});

/** convention: "max_then_correct", "correct_then_max", "paper" or "card", see adamcore/rules.py. */
export const AMSGrad = ({
  lr = 0.001,
  beta1 = 0.9,
  beta2 = 0.999,
  eps = 1e-8,
  convention = "max_then_correct",
} = {}) => ({
  init: (n) => ({ t: 0, m: zeros(n), v: zeros(n), vhat: zeros(n), beta1_t: 1, beta2_t: 1 }),
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    powers(s, beta1, beta2);
    for (let i = 0; i < theta.length; i++) {
      averages(s, i, grad[i], beta1, beta2);
      const mhat = convention === "paper" ? s.m[i] : s.m[i] / (1 - s.beta1_t);
      const v = convention === "correct_then_max" ? s.v[i] / (1 - s.beta2_t) : s.v[i];
      const vhat = (s.vhat[i] = max(s.vhat[i], v));
      const corrected = convention === "max_then_correct" ? vhat / (1 - s.beta2_t) : vhat;
      theta[i] -= (rate * mhat) / (sqrt(corrected) + eps);
    }
  },
});

export const AdamW = ({
  lr = 0.001,
  beta1 = 0.9,
  beta2 = 0.999,
  eps = 1e-8,
  weight_decay = 0.01,
  decay = "library",
} = {}) => ({
  init: adamState,
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    const kept = decay === "library" ? 1 - rate * weight_decay : 1 - weight_decay;
    powers(s, beta1, beta2);
    for (let i = 0; i < theta.length; i++) {
      averages(s, i, grad[i], beta1, beta2);
      const mhat = s.m[i] / (1 - s.beta1_t);
      const vhat = s.v[i] / (1 - s.beta2_t);
      theta[i] = kept * theta[i] - (rate * mhat) / (sqrt(vhat) + eps);
    }
  },
});

/** Every rule by the name it has in figures, data and styles. */
export const RULES = {
  sgd: SGD,
  momentum: Momentum,
  adagrad: AdaGrad,
  rmsprop: RMSProp,
  adam: Adam,
  amsgrad: AMSGrad,
  adamw: AdamW,
};

/** alpha / sqrt(t), the schedule of the regret theorems. */
export const inverseSqrt = (alpha) => (t) => alpha / sqrt(t);

/**
 * Follows a rule on a problem. Row t of the record is the point after t steps, with the loss and
 * the gradient that the next step meets and the state there; rows lie one after the other in
 * Float64Arrays, theta, grad and the state's vectors with n numbers a row.
 *
 * @param {Rule} rule
 * @param {Problem} problem
 */
export function trajectory(rule, problem, { theta = problem.start, steps = 100 } = {}) {
  const n = theta.length;
  const point = Float64Array.from(theta);
  const state = rule.init(n);
  const record = { n, theta: zeros((steps + 1) * n), loss: zeros(steps + 1), state: {} };
  record.grad = zeros((steps + 1) * n);
  for (const [name, x] of Object.entries(state)) {
    record.state[name] = zeros((steps + 1) * (x.length ?? 1));
  }
  for (let t = 0; ; t++) {
    const grad = problem.gradient(point, t + 1);
    record.theta.set(point, t * n);
    record.grad.set(grad, t * n);
    record.loss[t] = problem.loss(point, t + 1);
    for (const name in state) {
      if (state[name].length === undefined) record.state[name][t] = state[name];
      else record.state[name].set(state[name], t * n);
    }
    if (t === steps) return record;
    rule.step(point, grad, state);
    if (problem.box) project(point, problem.box);
  }
}

function project(theta, [low, high]) {
  for (let i = 0; i < theta.length; i++) {
    if (theta[i] < low) theta[i] = low;
    else if (theta[i] > high) theta[i] = high;
  }
}
