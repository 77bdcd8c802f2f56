/**
 * The rules of adamcore for figures that move: the same letters, the same bits in float64.
 *
 * rule.step works in place, on one run: theta and grad are Float64Arrays of one length. Every
 * expression has the order of operations of adamcore/classic.py and adam.py, on which the bits
 * depend. lr may be a schedule, a function of t. Nothing is checked here: the sliders keep to the
 * ranges.
 *
 * @typedef {number | ((t: number) => number)} Rate
 * @typedef {{t: number}} Steps
 * @typedef {Steps & {m: Float64Array, v: Float64Array, beta1_t: number, beta2_t: number}} AdamState
 * @typedef {RuleOf<any>} Rule
 */

/**
 * A rule, by its state.
 * @template {Steps} State
 * @typedef {{
 *   init(n: number): State,
 *   step(theta: Float64Array, grad: ArrayLike<number>, state: State): void,
 * }} RuleOf
 */

const { sqrt, max } = Math;
/** @param {number} n */
const zeros = (n) => new Float64Array(n);

/**
 * A learning rate at step t: a number, or a schedule, which is a function of t.
 * @param {Rate} lr
 * @param {number} t
 */
const at = (lr, t) => (typeof lr === "function" ? lr(t) : lr);

/**
 * beta y + (1 - beta) x: the average y after x.
 * @type {(beta: number, y: number, x: number) => number}
 */
export const average = (beta, y, x) => beta * y + (1 - beta) * x;

/**
 * What a step is divided by: epsilon stands inside the root or beside it.
 * @type {(square: number, eps: number, eps_inside: boolean) => number}
 */
export const root = (square, eps, eps_inside) =>
  eps_inside ? sqrt(square + eps) : sqrt(square) + eps;

/**
 * AMSGrad's maximum after v: of the corrected v in one convention, of v itself in the others.
 * @type {(convention: string, vhat: number, v: number, beta2_t: number) => number}
 */
export const maximum = (convention, vhat, v, beta2_t) =>
  max(vhat, convention === "correct_then_max" ? v / (1 - beta2_t) : v);

/**
 * What AMSGrad subtracts from theta; see adamcore/adam.py for the conventions.
 * @param {string} convention
 * @param {number} lr
 * @param {{m: number, vhat: number, beta1_t: number, beta2_t: number, eps: number}} now
 */
export const amsgrad_step = (convention, lr, { m, vhat, beta1_t, beta2_t, eps }) => {
  const mhat = convention === "paper" ? m : m / (1 - beta1_t);
  const corrected = convention === "max_then_correct" ? vhat / (1 - beta2_t) : vhat;
  return (lr * mhat) / (sqrt(corrected) + eps);
};

/** @type {(hyper?: {lr?: Rate}) => RuleOf<Steps>} */
export const SGD = ({ lr = 0.01 } = {}) => ({
  init: () => ({ t: 0 }),
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    for (let i = 0; i < theta.length; i++) theta[i] -= rate * grad[i];
  },
});

/**
 * @type {(hyper?: {lr?: Rate, beta?: number, nesterov?: boolean}) =>
 *   RuleOf<Steps & {u: Float64Array}>}
 */
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

/**
 * @type {(hyper?: {lr?: Rate, eps?: number, eps_inside?: boolean}) =>
 *   RuleOf<Steps & {G: Float64Array}>}
 */
export const AdaGrad = ({ lr = 0.01, eps = 1e-8, eps_inside = true } = {}) => ({
  init: (n) => ({ t: 0, G: zeros(n) }),
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    for (let i = 0; i < theta.length; i++) {
      const G = (s.G[i] += grad[i] * grad[i]);
      theta[i] -= (rate * grad[i]) / root(G, eps, eps_inside);
    }
  },
});

/**
 * @type {(hyper?: {lr?: Rate, beta?: number, eps?: number, eps_inside?: boolean}) =>
 *   RuleOf<Steps & {v: Float64Array}>}
 */
export const RMSProp = ({ lr = 0.001, beta = 0.9, eps = 1e-8, eps_inside = false } = {}) => ({
  init: (n) => ({ t: 0, v: zeros(n) }),
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    for (let i = 0; i < theta.length; i++) {
      const v = (s.v[i] = average(beta, s.v[i], grad[i] * grad[i]));
      theta[i] -= (rate * grad[i]) / root(v, eps, eps_inside);
    }
  },
});

/**
 * m and v of coordinate i; what Adam, AMSGrad and AdamW share.
 * @type {(s: AdamState, i: number, g: number, beta1: number, beta2: number) => void}
 */
const averages = (s, i, g, beta1, beta2) => {
  s.m[i] = average(beta1, s.m[i], g);
  s.v[i] = average(beta2, s.v[i], g * g);
};

/** @type {(s: AdamState, beta1: number, beta2: number) => void} */
const powers = (s, beta1, beta2) => {
  s.beta1_t *= beta1;
  s.beta2_t *= beta2;
};

/** @type {(n: number) => AdamState} */
const adamState = (n) => ({ t: 0, m: zeros(n), v: zeros(n), beta1_t: 1, beta2_t: 1 });

/**
 * @typedef {{lr?: Rate, beta1?: number, beta2?: number, eps?: number}} AdamHyper
 * @type {(hyper?: AdamHyper & {bias_correction?: boolean, l2?: number, eps_at?: string}) =>
 *   RuleOf<AdamState>}
 */
export const Adam = ({
  lr = 0.001,
  beta1 = 0.9,
  beta2 = 0.999,
  eps = 1e-8,
  bias_correction = true,
  l2 = 0,
  eps_at = "vhat",
} = {}) => ({
  init: adamState,
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    powers(s, beta1, beta2);
    const efficient = eps_at === "v" && bias_correction;
    const scaled = efficient ? (rate * sqrt(1 - s.beta2_t)) / (1 - s.beta1_t) : 0;
    for (let i = 0; i < theta.length; i++) {
      averages(s, i, l2 === 0 ? grad[i] : grad[i] + l2 * theta[i], beta1, beta2);
      if (efficient) {
        theta[i] -= (scaled * s.m[i]) / (sqrt(s.v[i]) + eps);
        continue;
      }
      const mhat = bias_correction ? s.m[i] / (1 - s.beta1_t) : s.m[i];
      const vhat = bias_correction ? s.v[i] / (1 - s.beta2_t) : s.v[i];
      theta[i] -= (rate * mhat) / (sqrt(vhat) + eps);
    }
  },
});

/**
 * convention: "max_then_correct", "correct_then_max", "paper" or "card", see adamcore/adam.py.
 * @type {(hyper?: AdamHyper & {convention?: string, weight_decay?: number}) =>
 *   RuleOf<AdamState & {vhat: Float64Array}>}
 */
export const AMSGrad = ({
  lr = 0.001,
  beta1 = 0.9,
  beta2 = 0.999,
  eps = 1e-8,
  convention = "max_then_correct",
  weight_decay = 0,
} = {}) => ({
  init: (n) => ({ t: 0, m: zeros(n), v: zeros(n), vhat: zeros(n), beta1_t: 1, beta2_t: 1 }),
  step(theta, grad, s) {
    const rate = at(lr, ++s.t);
    powers(s, beta1, beta2);
    for (let i = 0; i < theta.length; i++) {
      averages(s, i, grad[i], beta1, beta2);
      const vhat = (s.vhat[i] = maximum(convention, s.vhat[i], s.v[i], s.beta2_t));
      const { beta1_t, beta2_t } = s;
      const kept = weight_decay === 0 ? theta[i] : (1 - rate * weight_decay) * theta[i];
      const step = amsgrad_step(convention, rate, { m: s.m[i], vhat, beta1_t, beta2_t, eps });
      theta[i] = kept - step;
    }
  },
});

/**
 * @type {(hyper?: AdamHyper & {weight_decay?: number, decay?: string}) => RuleOf<AdamState>}
 */
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

/**
 * Every rule by the name it has in figures, data and styles.
 * @type {Record<string, (hyper?: any) => Rule>}
 */
export const RULES = {
  sgd: SGD,
  momentum: Momentum,
  adagrad: AdaGrad,
  rmsprop: RMSProp,
  adam: Adam,
  amsgrad: AMSGrad,
  adamw: AdamW,
};
