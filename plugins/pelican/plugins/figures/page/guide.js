// An upright line through several axes that readers take and move; by keys the slider of its value
// does the same.

import { valueAt } from "./reader.js";

const GRIP = 22; // pixels on either side of the line

/**
 * The line at the value of the control `name`, in all axes: the nearest value that the control has.
 * @param {import("./live.js").Figure} figure
 * @param {string} name
 */
export function guide(figure, name) {
  const { axes, state, svg } = figure;
  const control = figure.control(name);
  /** @type {import("./picture.js").Axes | undefined} */
  let held;
  let moved = false;

  const place = (/** @type {MouseEvent} */ { clientX, clientY }) => {
    const { left, top, width } = svg.getBoundingClientRect();
    const scale = svg.viewBox.baseVal.width / width;
    return { x: (clientX - left) * scale, y: (clientY - top) * scale, grip: GRIP * scale };
  };
  const near = (/** @type {MouseEvent} */ event) => {
    const { x, y, grip } = place(event);
    return Object.values(axes).find(({ box, x: across }) => {
      const [bottom, top] = box.y;
      return y <= bottom && y >= top && Math.abs(across(state[name]) - x) < grip;
    });
  };
  const follow = (/** @type {PointerEvent} */ event) => {
    if (!held) return void (svg.style.cursor = near(event) ? "ew-resize" : "");
    event.stopImmediatePropagation(); // a hand that moves the line reads nothing off
    const { x: side } = held.sides;
    const [low, high] = side.limits;
    const value = Math.min(high, Math.max(low, valueAt(side, place(event).x)));
    const now = control.read(String(value), state) ?? state[name];
    moved = true;
    if (now !== state[name]) figure.set({ [name]: now });
  };

  svg.style.touchAction = "pan-y pinch-zoom";
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held = near(event);
    moved = false;
    if (held) svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", follow, { capture: true });
  svg.addEventListener("lostpointercapture", () => (held = undefined));
  svg.addEventListener("click", (event) => moved && event.stopImmediatePropagation(), { capture: true });
}
