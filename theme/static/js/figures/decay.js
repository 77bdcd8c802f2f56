// What L2 in Adam and the decay of AdamW leave of a weight. Computed beforehand: runs of 2,000
// steps, for grids of learning rates and of decays. L2's depend on the scale in units of λ alone.

import { equation, stops } from "./frame/controls.js";
import { enliven } from "./frame/live.js";
import { fixed, short } from "./frame/text.js";

const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01];
const L2 = [0.01, 0.03, 0.1, 0.3, 1];
const DECAYS = [0.03, 0.1, 0.3, 1, 3];
const SHOWN = { "0_01": 0.01, "0_1": 0.1, 1: 1, 10: 10 };

const { abs, log10, max, min } = Math;

/** The value at `u`, in steps of the grid, of the cubic through the four `ys` around it. */
export function cubic(ys, u) {
  const i = max(1, min(ys.length - 3, Math.floor(u + 1e-9)));
  const s = u - i;
  return (
    (-s * (s - 1) * (s - 2) * ys[i - 1]) / 6 +
    ((s + 1) * (s - 1) * (s - 2) * ys[i]) / 2 -
    ((s + 1) * s * (s - 2) * ys[i + 1]) / 2 +
    ((s + 1) * s * (s - 1) * ys[i + 2]) / 6
  );
}

export function compute({ lr, l2, weight_decay }, { left: { scale }, l2: coupled, adamw }) {
  const [first, second] = coupled.scale_per_lambda.map(log10);
  const along = (size) => (log10(size / l2) - first) / (second - first);
  const share = adamw[lr][adamw.weight_decay.indexOf(weight_decay)];
  return {
    left: {
      scale,
      l2: scale.map((size) => cubic(coupled[lr], along(size))),
      adamw: scale.map(() => share),
    },
    l2: coupled,
    adamw,
  };
}

/** The row of the table that is nearest to `size`. */
const rowAt = ({ scale }, size) => {
  const off = scale.map((x) => abs(log10(x / size)));
  return off.indexOf(min(...off));
};

function shares(left, { point }) {
  const moves = {};
  for (const [name, size] of Object.entries(SHOWN)) {
    const share = left.l2[rowAt(left, size)];
    const [x, y] = point(size, share);
    moves[`dot-${name}`] = { at: [x, y] };
    moves[`share-${name}`] = { text: fixed(share), at: share < 0.9 ? [x + 8, y + 12] : [x, y + 18] };
  }
  return moves;
}

/** Words at Adam's line where it passes 0.7, or where there is room for them. */
function l2Words({ scale, l2: ys }, { l2 }, axes) {
  const off = ys.map((share) => abs(share - 0.7));
  const at = off.indexOf(min(...off));
  const room = scale.findIndex((size) => size >= 0.06);
  const [x, y] = axes.point(scale[max(at, room)], ys[max(at, room)]);
  return { text: `Adam with L2, λ = ${l2}`, at: at > room ? [x - 10, y - 2] : [x, y - 8] };
}

/** AdamW's decay as the paper counts it, without the learning rate, and as libraries do. */
const forms = ({ lr, weight_decay }) => ({
  "form-paper": { text: short(lr * weight_decay) },
  "form-library": { text: String(weight_decay) },
  "form-rate": { text: String(lr) },
});

export function move({ left }, state, { main }) {
  const share = left.adamw[0];
  return {
    ...forms(state),
    l2: { d: main.path(left.scale, left.l2) },
    adamw: { d: main.path(left.scale, left.adamw) },
    ...shares(left, main),
    "readout-l2": l2Words(left, state, main),
    "readout-adamw": {
      text: `AdamW, λ = ${state.weight_decay}: ${fixed(share)}`,
      at: [main.box.x[1] - 4, main.y(share) - 8],
    },
  };
}

export function say({ left }, { lr, l2, weight_decay }) {
  const [small, large] = [0.01, 10].map((size) => fixed(left.l2[rowAt(left, size)]));
  return (
    `L2 with λ = ${l2} leaves ${small} at noise 0.01, ${large} at noise 10; AdamW leaves ` +
    `${fixed(left.adamw[0])} at any. Its weight_decay of ${weight_decay} in a library is ` +
    `${short(lr * weight_decay)} in the paper’s form.`
  );
}

export const live = enliven({
  title: "Weight decay",
  controls: [
    stops("lr", "learning rate", RATES, { show: String }),
    stops("l2", "λ of L2 in Adam", L2, { show: String, tone: "adam" }),
    stops("weight_decay", "λ of AdamW", DECAYS, { show: String, tone: "adamw" }),
    equation(
      "AdamW’s decay in both forms",
      "The paper’s λ ",
      { name: "form-paper" },
      " = the library’s weight_decay ",
      { name: "form-library" },
      " × learning rate ",
      { name: "form-rate" },
    ),
  ],
  compute,
  move,
  say,
  mount: ({ picture, state }) => picture.apply(forms(state)),
});
