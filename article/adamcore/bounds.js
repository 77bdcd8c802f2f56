// How long one step of Adam can be, in units of the learning rate; see adamcore/bounds.py.

const { max, sqrt } = Math;

/**
 * Kingma and Ba's bound.
 * @param {number} beta1
 * @param {number} beta2
 */
export const kb_bound = (beta1, beta2) => max(1, (1 - beta1) / sqrt(1 - beta2));

/**
 * The least upper bound over all gradients and steps; infinite unless beta1^2 < beta2.
 * @param {number} beta1
 * @param {number} beta2
 */
export function step_bound(beta1, beta2) {
  const ratio = beta1 === 0 ? 0 : (beta1 * beta1) / beta2;
  return ratio < 1 ? ((1 - beta1) / sqrt(1 - beta2)) * sqrt(1 / (1 - ratio)) : Infinity;
}
