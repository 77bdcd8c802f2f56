// The two memories of Adam as sliders, for every figure that turns them.

import { stops } from "#figures/controls.js";

const BETA1 = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99];
const BETA2 = [0.5, 0.7, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999];

/** Sliders for beta1 and beta2; `second` are the stops of beta2. */
export const betas = (second = BETA2) => [
  stops("beta1", "β₁", BETA1, { show: String, tone: "first" }),
  stops("beta2", "β₂", second, { show: String, tone: "second" }),
];
