// The moment generating function of normal gradients, with the tangent and the parabola at 0.

import { enliven } from "#figures/live.js";
import { fixed } from "#figures/text.js";

/** @import { Spec } from "#figures/types.js" */

const { exp, sqrt, PI } = Math;

/**
 * The tables that draw(mean, spread) has; t, g and z are the drawing's own.
 * @type {Spec["compute"]}
 */
export function compute({ mean, spread }, { curves: { t }, density: { g }, samples: { z } }) {
  const second = mean * mean + spread * spread;
  const bell = (/** @type {number} */ x) => exp((-(((x - mean) / spread) ** 2)) / 2) / (spread * sqrt(2 * PI));
  return {
    curves: {
      t,
      mgf: t.map((/** @type {number} */ x) => exp(mean * x + (spread * spread * x * x) / 2)),
      tangent: t.map((/** @type {number} */ x) => 1 + mean * x),
      parabola: t.map((/** @type {number} */ x) => 1 + mean * x + (second * x * x) / 2),
    },
    density: { g, density: g.map(bell) },
    samples: { z, g: z.map((/** @type {number} */ x) => mean + spread * x) },
  };
}

/** @type {Spec["move"]} */
export function move({ curves, density, samples }, { mean, spread }, axes) {
  const main = (/** @type {import("#figures/types.js").Column} */ ys) => ({ d: axes.main.path(curves.t, ys) });
  const { x, y } = axes.density;
  const peak = Math.max(...density.density);
  return {
    mgf: main(curves.mgf),
    tangent: main(curves.tangent),
    parabola: main(curves.parabola),
    "readout-slope": { text: `slope M′(0) = μ = ${fixed(mean)}` },
    "readout-curvature": { text: `curvature M″(0) = μ² + σ² = ${fixed(mean ** 2 + spread ** 2)}` },
    density: { d: axes.density.path(density.g, density.density) },
    mean: { d: `M${x(mean)} ${y(0)}V${y(peak)}` },
    samples: { d: axes.density.strokes(samples.g, y(-0.11), y(-0.03)) },
  };
}

/** @type {Spec["describe"]} */
export const describe = (_, { mean, spread }) =>
  `The tangent at 0 has slope M′(0) = ${fixed(mean)}; ` +
  `the parabola has curvature M″(0) = ${fixed(mean ** 2 + spread ** 2)}.`;

/** @type {Spec["lines"]} */
const lines = ({ curves: { t, mgf, tangent, parabola }, density: { g, density } }) => [
  { axes: "main", curve: "mgf", label: "M(t)", along: "t =", x: t, y: mgf },
  { axes: "main", curve: "tangent", label: "Tangent", along: "t =", x: t, y: tangent },
  { axes: "main", curve: "parabola", label: "Parabola", along: "t =", x: t, y: parabola },
  { axes: "density", curve: "density", label: "Density", along: "g =", x: g, y: density },
];

export const live = enliven({ title: "Moment generating function", lines, compute, move, describe });
