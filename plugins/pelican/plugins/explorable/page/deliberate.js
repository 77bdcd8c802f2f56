// A finger on a slider may begin a scroll: until it taps or goes along the rail, the value stays.

const SLOP = 6; // pixels of a movement that has no direction yet

/**
 * A touch: what the value was, what the browser made of it, and whether the gesture is undecided,
 * goes along the rail, or belongs to the page.
 * @typedef {{id: number, x: number, y: number, was: string, wanted: string,
 *   goes: "nowhere" | "along" | "away"}} Touch
 */

/**
 * Which way a finger has gone.
 * @param {Pick<Touch, "x" | "y" | "goes">} touch
 * @param {{clientX: number, clientY: number}} event
 * @returns {Touch["goes"]}
 */
export function direction({ x, y, goes }, { clientX, clientY }) {
  const [across, down] = [Math.abs(clientX - x), Math.abs(clientY - y)];
  if (goes !== "nowhere" || Math.max(across, down) <= SLOP) return goes;
  return across > down ? "along" : "away";
}

/**
 * Lets a horizontal slider take a value from a finger only by a tap or a movement along the rail; its
 * style needs `touch-action: pan-y`. Mouse, pen and keyboard are left to the browser, which sets a
 * slider at the very touch.
 * @param {HTMLInputElement} input
 */
export function deliberate(input) {
  /** @type {Touch | null} */
  let touch = null;
  const put = (/** @type {string} */ value) => {
    if (input.value === value) return;
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const end = () => (touch = null);
  const own = (/** @type {PointerEvent} */ { pointerId }) => (touch?.id === pointerId ? touch : null);

  input.addEventListener("pointerdown", ({ pointerId: id, pointerType, clientX: x, clientY: y }) => {
    const { value } = input;
    touch = pointerType === "touch" ? { id, x, y, was: value, wanted: value, goes: "nowhere" } : null;
  });
  input.addEventListener("pointermove", (event) => {
    const held = own(event);
    if (held?.goes !== "nowhere") return;
    held.goes = direction(held, event);
    if (held.goes === "along") put(held.wanted);
  });
  input.addEventListener("pointerup", (event) => {
    const held = own(event);
    end();
    if (held?.goes === "nowhere") put(held.wanted);
  });
  input.addEventListener("pointercancel", (event) => {
    const held = own(event);
    if (!held) return;
    if (held.goes === "along") put(held.was);
    held.goes = "away"; // until it lifts: the browser goes on to move the thumb
  });
  for (const over of ["touchend", "touchcancel", "keydown"]) {
    input.addEventListener(over, end, { passive: true });
  }
  const hold = (/** @type {Event} */ event) => {
    if (!touch || touch.goes === "along") return;
    event.stopImmediatePropagation();
    touch.wanted = input.value;
    input.value = touch.was;
  };
  input.addEventListener("input", hold, { capture: true });
}
