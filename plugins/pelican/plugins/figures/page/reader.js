// Values are read off: one crosshair a figure, by pointer, by a tap, by arrow keys. It names the
// nearest line, its value and where, and the rest is dimmed.

import { h } from "./dom.js";
import { mapping } from "./picture.js";
import { short } from "./text.js";

/** @import { Axes } from "./picture.js" */
/** @import { Column, Pair, Readable, Side } from "./types.js" */

const STEP = 4; // pixels of the drawing that an arrow key goes at least
const STRIDE = 40; // with Shift
const FINGER = 16; // pixels of the page, within which a tap is meant for a way on a map

/** @type {(value: number, [a, b]: Pair) => number} */
const between = (value, [a, b]) => Math.min(Math.max(a, b), Math.max(Math.min(a, b), value));
/** @type {(value: number, span: Pair) => boolean} */
const within = (value, span) => between(value, span) === value;

/**
 * The value at a pixel.
 * @param {Side} side
 * @param {number} pixel
 */
export function valueAt(side, pixel) {
  const { log, factor, origin } = mapping(side);
  const value = (pixel - origin) / factor;
  return log ? 10 ** value : value;
}

/**
 * The place of what is nearest to `wanted` in a column that only grows, or only falls.
 * @param {Column} xs
 * @param {number} wanted
 */
export function nearest(xs, wanted) {
  const sign = xs[xs.length - 1] < xs[0] ? -1 : 1;
  let [low, high] = [0, xs.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sign * (xs[middle] - wanted) <= 0) low = middle;
    else high = middle;
  }
  return Math.abs(xs[high] - wanted) < Math.abs(xs[low] - wanted) ? high : low;
}

/** @type {(value: unknown) => boolean} */
const known = (value) => typeof value === "number" && Number.isFinite(value);

/**
 * The point of a way that is nearest to a pixel, among those that are seen.
 * @param {Readable} line
 * @param {Axes} axes
 * @param {Pair} pixel
 */
function nearestOn({ x, y }, { box, x: across, y: down }, [p, q]) {
  let [least, at] = [Infinity, 0];
  for (let i = 0; i < x.length; i++) {
    const [u, v] = [across(x[i]), down(y[i])];
    const off = within(u, box.x) && within(v, box.y) ? Math.hypot(u - p, v - q) : Infinity;
    if (off < least) [least, at] = [off, i];
  }
  return { off: least, at };
}

/** @type {(line: Readable, at: number) => string} */
const told = ({ label, along, x, y }, at) => `${label}: ${short(y[at])} at ${along} ${short(x[at], 6)}`;

/**
 * Lines that can be read off: the columns of `table` that have a label in `names`, over the column x.
 * @param {import("./types.js").Columns} table
 * @param {Record<string, string>} names
 * @param {Pick<Readable, "axes" | "along" | "x"> & {curve?: (key: string) => string}} place `curve` is
 *   what the drawing calls a column's line, its key if it is not given
 * @returns {Readable[]}
 */
export const readable = (table, names, { axes, along, x, curve = (key) => key }) =>
  Object.entries(names).map(([key, label]) => ({ axes, curve: curve(key), label, along, x, y: table[key] }));

/** The crosshair of a figure whose spec says which `lines` can be read. */
export class Reader {
  /** @type {{line: Readable, at: number} | undefined} What is read at present. */
  now;
  kept = ""; // what was lit up before

  /** @param {import("./live.js").Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.words = h("p", { className: "reading-words", ariaLive: "off" });
    this.element = h(
      "div",
      { className: "reading", role: "application", tabIndex: 0, ariaLabel: "Values: arrow keys read them off" },
      h("i", { className: "reading-line" }),
      h("i", { className: "reading-dot" }),
      this.words,
    );
    const { svg } = figure;
    svg.after(this.element);
    svg.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.point(event));
    svg.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.end());
    svg.addEventListener("click", (event) => this.tap(event));
    const elsewhere = (/** @type {Event} */ { target }) =>
      svg.contains(/** @type {Node} */ (target)) || this.end();
    document.addEventListener("pointerdown", elsewhere, { signal: figure.signal });
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("focus", () => this.begin());
    this.element.addEventListener("blur", () => this.end());
  }

  /** @returns {Readable[]} */
  get lines() {
    const { data, spec, state, tables } = this.figure;
    return spec.lines?.(tables, state, data.data) ?? [];
  }

  /** @param {Readable} line */
  axesOf({ on, axes }) {
    return on ?? this.figure.axes[axes];
  }

  /** @param {MouseEvent} event */
  point({ clientX, clientY }) {
    const { svg } = this.figure;
    const { left, top, width } = svg.getBoundingClientRect();
    const scale = svg.viewBox.baseVal.width / width;
    const found = this.find((clientX - left) * scale, (clientY - top) * scale);
    if (found) this.show(found);
    else this.end();
    return found && { ...found, off: found.off / scale };
  }

  /**
   * What a tap means where the drawing also has a point that is moved: on a way it reads.
   * @param {MouseEvent & {pointerType?: string}} event
   */
  tap(event) {
    const found = this.point(event);
    const finger = event.pointerType === "touch" || event.pointerType === "pen";
    if (finger && found?.line.way && found.off <= FINGER) event.stopImmediatePropagation();
  }

  /**
   * The line that is nearest above or below a pixel, or the nearest way, and the place on it.
   * @param {number} x
   * @param {number} y
   */
  find(x, y) {
    let least = Infinity;
    let found;
    for (const line of this.lines) {
      const axes = this.axesOf(line);
      if (!within(x, axes.box.x) || !within(y, axes.box.y)) continue;
      const { off, at } = line.way ? nearestOn(line, axes, [x, y]) : this.upright(line, axes, [x, y]);
      if (off < least) [least, found] = [off, { line, at, off }];
    }
    return found;
  }

  /**
   * The place of a line above or below a pixel.
   * @param {Readable} line
   * @param {Axes} axes
   * @param {Pair} pixel
   */
  upright(line, axes, [x, y]) {
    const at = nearest(line.x, valueAt(axes.sides.x, x));
    return { at, off: known(line.y[at]) ? Math.abs(axes.y(line.y[at]) - y) : Infinity };
  }

  /** The keyboard begins in the middle of the first line. */
  begin() {
    const [line] = this.lines;
    if (!line) return;
    const { box, sides } = this.axesOf(line);
    const middle = (box.x[0] + box.x[1]) / 2;
    this.show({ line, at: line.way ? line.x.length >> 1 : nearest(line.x, valueAt(sides.x, middle)) });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const along = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const across = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === "Escape") return this.end();
    if (!(along || across) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.words.ariaLive = "polite";
    if (!this.now) return this.begin();
    const { line, at } = this.now;
    if (along) this.show({ line, at: this.next(line, at, along, event.shiftKey ? STRIDE : STEP) });
    else this.turn(across ?? 0);
  }

  /**
   * @param {Readable} line
   * @param {number} from
   * @param {number} way
   * @param {number} least - pixels
   */
  next(line, from, way, least) {
    const { x, y } = line;
    const { x: across, y: down } = this.axesOf(line);
    const sign = line.way ? way : way * Math.sign(across(x[x.length - 1]) - across(x[0]));
    let last = from;
    for (let at = from + sign; at >= 0 && at < x.length; at += sign) {
      if (known(y[at])) last = at;
      const rise = line.way ? down(y[last]) - down(y[from]) : 0;
      if (Math.hypot(across(x[last]) - across(x[from]), rise) >= least) break;
    }
    return last;
  }

  /**
   * Goes to another line, as near to where the crosshair is as it can be.
   * @param {number} by
   */
  turn(by) {
    const { lines, now } = this;
    if (!now) return;
    const from = lines.findIndex(({ axes, curve }) => axes === now.line.axes && curve === now.line.curve);
    const line = lines[(from + by + lines.length) % lines.length];
    const same = line.axes === now.line.axes;
    const wanted = same ? now.line.x[now.at] : line.x[line.x.length >> 1];
    const last = line.x.length - 1;
    const at = line.way || now.line.way ? Math.min(now.at, last) : nearest(line.x, wanted);
    this.show({ line, at });
  }

  /** @param {{line: Readable, at: number}} now */
  show(now) {
    const { picture, svg } = this.figure;
    const { line, at } = now;
    if (!this.now) this.kept = picture.lit;
    this.now = now;
    const { box, x, y } = this.axesOf(line);
    const { width, height } = svg.viewBox.baseVal;
    const places = {
      x: between(x(line.x[at]), box.x) / width,
      y: between(y(line.y[at]), box.y) / height,
      top: Math.min(...box.y) / height,
      bottom: 1 - Math.max(...box.y) / height,
    };
    for (const [name, place] of Object.entries(places)) this.element.style.setProperty(`--${name}`, String(place));
    this.element.dataset.side = places.x > 0.5 ? "left" : "right";
    this.words.textContent = line.say?.(at) ?? told(line, at);
    picture.light(line.curve);
  }

  end() {
    if (!this.now) return;
    this.now = undefined;
    this.words.ariaLive = "off";
    delete this.element.dataset.side;
    this.figure.picture.light(this.kept);
  }
}
