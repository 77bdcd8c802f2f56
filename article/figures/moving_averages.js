// Adam's two moving averages of one noisy gradient sequence, with and without bias correction.

import { estimates } from "../adamcore/index.js";
import { enliven } from "#figures/live.js";
import { short } from "#figures/text.js";

/** @import { Spec } from "#figures/types.js" */

/** @type {Spec["compute"]} */
export function compute(state, { averages: { t, g } }) {
  return { averages: { t, g, g2: g.map((/** @type {number} */ x) => x * x), ...estimates(g, state) } };
}

/** @param {number} beta */
const steps = (beta) => {
  const memory = Math.round(10 / (1 - beta)) / 10;
  return `${short(memory, 6)} ${memory === 1 ? "step" : "steps"}`;
};

/** @type {(letter: string, beta: number) => {text: string}} */
const readout = (letter, beta) => ({ text: `${letter} = ${beta}: memory of ${steps(beta)}` });

/** @type {Spec["move"]} */
export function move({ averages: { t, m, mhat, v, vhat } }, { beta1, beta2 }, { first, second }) {
  return {
    m: { d: first.path(t, m) },
    mhat: { d: first.path(t, mhat) },
    v: { d: second.path(t, v) },
    vhat: { d: second.path(t, vhat) },
    "readout-first": readout("β₁", beta1),
    "readout-second": readout("β₂", beta2),
  };
}

/** @type {Spec["describe"]} */
export function describe({ averages: { t, v, vhat } }, { beta1, beta2 }) {
  const last = t.length - 1;
  return (
    `The mean remembers about ${steps(beta1)}, the mean of squares ${steps(beta2)}. ` +
    `At step ${t[last]} v is ${short(v[last])}, corrected ${short(vhat[last])}; the true value is 1.`
  );
}

/** @type {Spec["lines"]} */
const lines = ({ averages: { t, m, mhat, v, vhat } }) => [
  { axes: "first", curve: "mhat", label: "m̂", along: "step", x: t, y: mhat },
  { axes: "first", curve: "m", label: "m", along: "step", x: t, y: m },
  { axes: "second", curve: "vhat", label: "v̂", along: "step", x: t, y: vhat },
  { axes: "second", curve: "v", label: "v", along: "step", x: t, y: v },
];

export const live = enliven({ title: "Moving averages", lines, compute, move, describe });
