// The drawing in the page: from data to its pixels, and from moves to its elements.

/** @import { Column, Moves, Pair, Side } from "./types.js" */

const FAR = 9999; // pixels beyond which nothing is seen
const FINE = 20; // parts of a pixel to which lines are drawn

/**
 * How an axis takes values to pixels, or to other units: origin + factor · value, or · its log10.
 * @param {Side} side
 */
export function mapping({ scale: kind, limits: [a, b], pixels: [p, q] }, unit = 1) {
  const log = kind === "log";
  const [low, high] = log ? [Math.log10(a), Math.log10(b)] : [a, b];
  const factor = (unit * (q - p)) / (high - low);
  return { log, factor, origin: unit * p - factor * low };
}

/**
 * The same as a function.
 * @param {Side} side
 * @returns {(value: number) => number}
 */
function scale(side, unit = 1) {
  const { log, factor, origin } = mapping(side, unit);
  const far = unit * FAR;
  const near = (/** @type {number} */ at) => (at > far ? far : at < -far ? -far : at);
  if (log) return (/** @type {number} */ value) => near(origin + factor * Math.log10(value));
  return (value) => near(origin + factor * value);
}

/** @param {number} pixel */
const rounded = (pixel) => Math.round(100 * pixel) / 100;

/** Numbers as they stand in paths, by their twentieths: to write them anew takes longest of all. */
/** @type {string[]} */
const written = [];

/** @param {number} at */
function write(at) {
  const n = Math.round(at);
  return n < 0 ? String(n / FINE) : (written[n] ??= String(n / FINE));
}

/** One pair of axes: `x`, `y` map values to pixels, `path` columns to a path's `d`. */
export class Axes {
  /** @type {WeakMap<Column & object, string[]>} */
  kept = new WeakMap();

  /** @param {{x: Side, y: Side}} sides */
  constructor({ x, y }) {
    const [across, down] = [scale(x), scale(y)];
    this.x = (/** @type {number} */ value) => rounded(across(value));
    this.y = (/** @type {number} */ value) => rounded(down(value));
    this.fine = { x: scale(x, FINE), y: scale(y, FINE) };
    this.sides = { x, y };
    this.box = { x: x.pixels, y: y.pixels };
  }

  /**
   * The pixels of one point.
   * @type {(x: number, y: number) => Pair}
   */
  point = (x, y) => [this.x(x), this.y(y)];

  /**
   * Where `xs` are, as text that a path can use; kept, since most columns of x never change.
   * @param {Column} xs
   */
  places(xs) {
    let places = this.kept.get(xs);
    if (!places) {
      places = Array.from(xs, (x) => (missing(x) ? "" : `${write(this.fine.x(x))} `));
      this.kept.set(xs, places);
    }
    return places;
  }

  /**
   * The line through the points; a missing value lifts the pen. Give the same `xs` if you can.
   * @param {Column} xs
   * @param {Column} ys
   */
  path(xs, ys) {
    const places = this.places(xs);
    const { y } = this.fine;
    let d = "";
    let pen = "M";
    for (let i = 0; i < places.length; i++) {
      if (missing(ys[i]) || places[i] === "") {
        pen = "M";
      } else {
        d += pen + places[i] + write(y(ys[i]));
        pen = "L";
      }
    }
    return d;
  }

  /**
   * Upright strokes at `xs` from one height to another, both in pixels.
   * @param {Iterable<number>} xs
   * @param {number} from
   * @param {number} to
   */
  strokes(xs, from, to) {
    const end = ` ${from}V${to}`;
    let d = "";
    for (const x of xs) d += `M${write(this.fine.x(x))}${end}`;
    return d;
  }
}

/** @param {number | null} value */
const missing = (value) => value === null || Number.isNaN(value);

/** @type {WeakMap<object, string>} */
let lines = new WeakMap();

/**
 * What `draw` makes of a column that never changes: written when it is first seen, then kept.
 * @param {object} column
 * @param {() => string} draw
 */
export function kept(column, draw) {
  let line = lines.get(column);
  if (line === undefined) lines.set(column, (line = draw()));
  return line;
}

/** Drops what is kept, which is in the pixels of a drawing that goes. */
export function forget() {
  lines = new WeakMap();
}

/**
 * What is done to one element of the drawing. `d`: a line's path, or that of a group's lines in one;
 * `at`: where a marker or a text is, or a list of places for several markers; `text`: its words;
 * `show`: whether it is seen.
 * @typedef {{d?: string, at?: number[] | number[][], text?: string, show?: boolean}} Move
 *
 * An element of the drawing: its first line and the others, its markers, and what it was last.
 * @typedef {{
 *   element: SVGElement, line: SVGElement, more: Element[], marks: Marker[], was: Move,
 *   ready?: Map<string, SVGElement>,
 * }} Part
 *
 * A marker and where it was put last.
 * @typedef {SVGElement & {was?: number[]}} Marker
 */

/** The elements that drawings name, found once; nothing is written twice. */
export class Picture {
  /** @type {Map<string, Part>} */
  parts = new Map();
  lit = ""; // what is lit up

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  /**
   * The element that the drawing calls `gid`.
   * @param {string} gid
   */
  element(gid) {
    return this.part(gid).element;
  }

  /** @param {string} gid */
  part(gid) {
    let part = this.parts.get(gid);
    if (!part) {
      const id = `${this.root.id}-${gid}`;
      const element = /** @type {SVGElement | null} */ (
        /** @type {unknown} */ (document.getElementById(id))
      );
      if (!element) throw new Error(`${this.root.id} has no ${gid}`);
      part = { element, ...inside(element), was: {} };
      this.parts.set(gid, part);
    }
    return part;
  }

  /**
   * The elements that have `name` among the parts of what the drawing calls them.
   * @param {string} name
   */
  named(name) {
    const all = name ? this.root.querySelectorAll(`.figure-svg [id^="${this.root.id}-"]`) : [];
    return [...all].filter(({ id }) => `${id.slice(this.root.id.length)}-`.includes(`-${name}-`));
  }

  /**
   * Lights up the elements that have `name`, and dims other lines; "" ends that.
   * @param {string} name
   */
  light(name) {
    if (name === this.lit) return;
    this.lit = name;
    for (const element of this.root.querySelectorAll(".lit")) element.classList.remove("lit");
    for (const element of this.named(name)) element.classList.add("lit");
    this.root.classList.toggle("figure-lit", name !== "");
  }

  /**
   * Reads the line `d` beforehand: when it is asked for, an element takes another's place.
   * @param {string} gid
   * @param {string} d
   */
  prepare(gid, d) {
    const part = this.part(gid);
    const element = /** @type {SVGElement} */ (part.line.cloneNode());
    element.setAttribute("d", d);
    (part.ready ??= new Map()).set(d, element);
  }

  /** @param {Moves} moves by gid */
  apply(moves) {
    for (const gid in moves) {
      const part = this.part(gid);
      const move = moves[gid];
      for (const what in move) {
        const kind = /** @type {keyof Move} */ (what);
        if (part.was[kind] === move[kind]) continue;
        Object.assign(part.was, { [kind]: move[kind] });
        WRITE[kind](part, move[kind]);
      }
    }
  }
}

/**
 * The lines and what has a place in `element`, or itself; what a drawing repeats lies in <defs>.
 * @param {SVGElement} element
 */
function inside(element) {
  /** @type {(tag: string, within: string) => SVGElement[]} */
  const own = (tag, within) =>
    element.matches(tag) ? [element] : Array.from(element.querySelectorAll(within));
  const [line, ...more] = own("path", ":scope > path");
  return { line, more, marks: element.matches("text") ? [element] : own("use", "use") };
}

/**
 * Markers seldom move along both axes.
 * @param {Marker} element
 * @param {number[]} at
 */
function place(element, [x, y]) {
  const was = element.was ?? (element.was = []);
  if (was[0] !== x) element.setAttribute("x", String((was[0] = x)));
  if (was[1] !== y) element.setAttribute("y", String((was[1] = y)));
}

/**
 * @param {Part} part
 * @param {SVGElement} ready
 */
function stand(part, ready) {
  part.line.replaceWith(ready);
  if (part.element === part.line) part.element = ready;
  part.line = ready;
}

/** @type {Record<keyof Move, (part: Part, value: any) => void>} */
const WRITE = {
  d(part, d) {
    const ready = part.ready?.get(d);
    if (ready) stand(part, ready);
    else part.line.setAttribute("d", d);
    for (const other of part.more.splice(0)) other.remove();
  },
  text: ({ element }, text) => (element.textContent = text),
  show: ({ element }, show) => (element.style.display = show ? "" : "none"),
  at({ marks }, at) {
    if (typeof at[0] === "number") place(marks[0], at);
    else at.forEach((/** @type {number[]} */ point, /** @type {number} */ i) => place(marks[i], point));
  },
};
