// What Adam estimates of a sequence of gradients, as adamcore/estimates.py has it.

import { average } from "./rules.js";

/**
 * m, v and their corrected forms after each of the gradients of one coordinate.
 * @param {ArrayLike<number>} g
 */
export function estimates(g, { beta1 = 0.9, beta2 = 0.999 } = {}) {
  const [m, v, mhat, vhat] = Array.from({ length: 4 }, () => new Float64Array(g.length));
  let [last_m, last_v, beta1_t, beta2_t] = [0, 0, 1, 1];
  for (let t = 0; t < g.length; t++) {
    m[t] = last_m = average(beta1, last_m, g[t]);
    v[t] = last_v = average(beta2, last_v, g[t] * g[t]);
    beta1_t *= beta1;
    beta2_t *= beta2;
    mhat[t] = last_m / (1 - beta1_t);
    vhat[t] = last_v / (1 - beta2_t);
  }
  return { m, v, mhat, vhat };
}
