// A point of the drawing that readers move: by pointer, by a tap, by arrow keys.

import { h } from "./dom.js";
import { short } from "./text.js";

/** @import { Pair, State } from "./types.js" */

const DIGITS = 2;
const STEP = 0.05;
const STRIDE = 0.5; // with Shift

/** @param {number} value */
const rounded = (value) => Number(value.toFixed(DIGITS));
/** @type {(value: number, span: Pair) => number} */
const between = (value, [low, high]) => Math.min(high, Math.max(low, value));

/** @type {Record<string, Pair>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * Lays a handle over the point (state.x, state.y), which goes as far as the coordinates x and y.
 * @param {import("./live.js").Figure} figure
 * @param {{label: string, box: {x: Pair, y: Pair}}} what - box: the pixels of the axes
 */
export function handle(figure, { label, box }) {
  const { svg, state } = figure;
  const [across, down] = [figure.control("x"), figure.control("y")];
  const spanOf = (/** @type {typeof across} */ control, /** @type {State} */ now) => {
    if (!control.span) throw new Error(`${control.name} is no coordinate`);
    return control.span(now);
  };
  const span = (/** @type {State} */ now) => ({ x: spanOf(across, now), y: spanOf(down, now) });
  const knob = h("div", { className: "handle", role: "slider", tabIndex: 0, ariaLabel: label });
  svg.after(knob);
  const { width, height } = svg.viewBox.baseVal;
  /** @type {(from: Pair, to: Pair) => (value: number) => number} */
  const along = ([a, b], [p, q]) => (value) => p + ((value - a) / (b - a)) * (q - p);

  // Of the drawing, while it is dragged: the page does not scroll under it. Until the hand lets go,
  // the point in the drawing is enough to see, and the handle stays where it was taken.
  /** @type {DOMRect | null} */
  let rect = null;
  const place = () => {
    if (rect) return;
    const { x, y } = span(state);
    const left = (100 * along(x, box.x)(state.x)) / width;
    const top = (100 * along(y, box.y)(state.y)) / height;
    knob.style.inset = `${top}% auto auto ${left}%`;
    [knob.ariaValueMin, knob.ariaValueMax] = x.map(String);
    knob.ariaValueNow = String(state.x);
    knob.ariaValueText = `x ${short(state.x)}, y ${short(state.y)}`;
  };
  const move = (/** @type {number} */ x, /** @type {number} */ y) => {
    const spans = span(state);
    figure.set({ x: rounded(between(x, spans.x)), y: rounded(between(y, spans.y)) });
  };
  /** @type {(event: MouseEvent, rect: DOMRect) => void} */
  const pointed = ({ clientX, clientY }, { left, top, width: wide }) => {
    const scale = width / wide;
    const spans = span(state);
    const [x, y] = [(clientX - left) * scale, (clientY - top) * scale];
    move(along(box.x, spans.x)(x), along(box.y, spans.y)(y));
  };
  /** @type {(event: MouseEvent, rect: DOMRect) => boolean} */
  const within = ({ clientX, clientY }, { left, top, width: wide }) => {
    const scale = width / wide;
    const [x, y] = [(clientX - left) * scale, (clientY - top) * scale];
    return x >= box.x[0] && x <= box.x[1] && y >= box.y[1] && y <= box.y[0];
  };

  knob.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    knob.setPointerCapture(event.pointerId);
    rect = svg.getBoundingClientRect();
  });
  knob.addEventListener("pointermove", (event) => rect && pointed(event, rect));
  for (const moved of ["scroll", "resize"]) {
    const follow = () => (rect &&= svg.getBoundingClientRect());
    addEventListener(moved, follow, { passive: true, signal: figure.signal });
  }
  knob.addEventListener("lostpointercapture", () => {
    rect = null;
    place();
  });
  svg.addEventListener("click", (event) => {
    const now = svg.getBoundingClientRect();
    if (!within(event, now)) return;
    pointed(event, now);
    knob.focus({ preventScroll: true });
  });
  knob.addEventListener("keydown", (event) => {
    const direction = KEYS[event.key];
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = event.shiftKey ? STRIDE : STEP;
    move(state.x + step * direction[0], state.y + step * direction[1]);
  });
  figure.setters.y = place; // x and y are always set together
  place();
}
