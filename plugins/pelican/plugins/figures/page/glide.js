// A figure on its way to a state: numbers go there in a moment, through what lies between.

const DURATION = 700; // milliseconds

/** @import { Control, State } from "./types.js" */

/** @param {number} share */
const eased = (share) => share * share * (3 - 2 * share);

/**
 * Moves `figure` to `target`, a whole state; at once for readers who want no motion. Whatever else
 * moves it on the way has the last word.
 * @param {import("./live.js").Figure} figure
 * @param {State} target
 */
export function glide(figure, target) {
  const from = { ...figure.state };
  const moving = ways(figure.controls, from, target);
  if (!moving.length || matchMedia("(prefers-reduced-motion: reduce)").matches) return void figure.set(target);
  figure.set({ ...target, ...at(moving, from, target, 0) });
  const begun = performance.now();
  let last = figure.state;
  const tick = (/** @type {number} */ now) => {
    if (moving.some(({ name }) => figure.state[name] !== last[name])) return;
    const share = Math.max(0, now - begun) / DURATION;
    if (share >= 1) return void figure.set(target);
    last = at(moving, from, target, eased(share));
    figure.set(last);
    requestAnimationFrame(tick);
  };
  last = { ...last };
  requestAnimationFrame(tick);
}

/**
 * Controls that have values between: where the choice of another thing changes, a point has none.
 * @param {Control[]} controls
 * @param {State} from
 * @param {State} target
 */
function ways(controls, from, target) {
  const changed = controls.filter(({ name }) => from[name] !== target[name]);
  const other = changed.some(({ between, series }) => !between && !series);
  return changed.filter(({ between, span }) => between && !(other && span));
}

/**
 * @param {Control[]} moving
 * @param {State} from
 * @param {State} target
 * @param {number} share
 * @returns {State}
 */
const at = (moving, from, target, share) =>
  Object.fromEntries(moving.map(({ name, between }) => [name, between?.(from[name], target[name], share)]));
