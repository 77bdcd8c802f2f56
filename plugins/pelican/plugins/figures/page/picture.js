// The drawing in the page: from data to its pixels, and from moves to its elements.

const FAR = 9999; // pixels beyond which nothing is seen
const FINE = 20; // parts of a pixel to which lines are drawn

/** How an axis takes values to pixels, or to other units: origin + factor · value, or · its log10. */
export function mapping({ scale: kind, limits: [a, b], pixels: [p, q] }, unit = 1) {
  const log = kind === "log";
  const [low, high] = log ? [Math.log10(a), Math.log10(b)] : [a, b];
  const factor = (unit * (q - p)) / (high - low);
  return { log, factor, origin: unit * p - factor * low };
}

/** The same as a function. */
function scale(side, unit = 1) {
  const { log, factor, origin } = mapping(side, unit);
  const far = unit * FAR;
  const near = (at) => (at > far ? far : at < -far ? -far : at);
  if (log) return (value) => near(origin + factor * Math.log10(value));
  return (value) => near(origin + factor * value);
}

const rounded = (pixel) => Math.round(100 * pixel) / 100;

/** Numbers as they stand in paths, by their twentieths: to write them anew takes longest of all. */
const written = [];
function write(at) {
  const n = Math.round(at);
  return n < 0 ? String(n / FINE) : (written[n] ??= String(n / FINE));
}

/** One pair of axes: `x`, `y` map values to pixels, `path` columns to a path's `d`. */
export class Axes {
  constructor({ x, y }) {
    const [across, down] = [scale(x), scale(y)];
    this.x = (value) => rounded(across(value));
    this.y = (value) => rounded(down(value));
    this.fine = { x: scale(x, FINE), y: scale(y, FINE) };
    this.sides = { x, y };
    this.box = { x: x.pixels, y: y.pixels };
    this.kept = new WeakMap();
  }

  /** The pixels of one point. */
  point = (x, y) => [this.x(x), this.y(y)];

  /** Where `xs` are, as text that a path can use; kept, since most columns of x never change. */
  places(xs) {
    let places = this.kept.get(xs);
    if (!places) {
      places = Array.from(xs, (x) => (missing(x) ? "" : `${write(this.fine.x(x))} `));
      this.kept.set(xs, places);
    }
    return places;
  }

  /** The line through the points; a missing value lifts the pen. Give the same `xs` if you can. */
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

  /** Upright strokes at `xs` from one height to another, both in pixels. */
  strokes(xs, from, to) {
    const end = ` ${from}V${to}`;
    let d = "";
    for (const x of xs) d += `M${write(this.fine.x(x))}${end}`;
    return d;
  }
}

const missing = (value) => value === null || value !== value;

const lines = new WeakMap();

/** What `draw` makes of a column that never changes: written when it is first seen, then kept. */
export function kept(column, draw) {
  let line = lines.get(column);
  if (line === undefined) lines.set(column, (line = draw()));
  return line;
}

/**
 * What is done to one element of the drawing. `d`: a line's path, or that of a group's lines in one;
 * `at`: where a marker or a text is, or a list of places for several markers; `text`: its words;
 * `show`: whether it is seen.
 * @typedef {{d?: string, at?: number[] | number[][], text?: string, show?: boolean}} Move
 */

/** The elements that drawings name, found once; nothing is written twice. */
export class Picture {
  constructor(root) {
    this.root = root;
    this.parts = new Map();
  }

  /** The element that the drawing calls `gid`. */
  element(gid) {
    return this.part(gid).element;
  }

  part(gid) {
    let part = this.parts.get(gid);
    if (!part) {
      const element = document.getElementById(`${this.root.id}-${gid}`);
      if (!element) throw new Error(`${this.root.id} has no ${gid}`);
      part = { element, ...inside(element), was: {} };
      this.parts.set(gid, part);
    }
    return part;
  }

  /** Reads the line `d` beforehand: when it is asked for, an element takes another's place. */
  prepare(gid, d) {
    const part = this.part(gid);
    const element = part.line.cloneNode();
    element.setAttribute("d", d);
    (part.ready ??= new Map()).set(d, element);
  }

  /** @param {Record<string, Move>} moves by gid */
  apply(moves) {
    for (const gid in moves) {
      const part = this.part(gid);
      const move = moves[gid];
      for (const what in move) {
        if (part.was[what] === move[what]) continue;
        part.was[what] = move[what];
        WRITE[what](part, move[what]);
      }
    }
  }
}

/** The lines and what has a place in `element`, or itself; what a drawing repeats lies in <defs>. */
function inside(element) {
  const own = (tag, within) => (element.matches(tag) ? [element] : [...element.querySelectorAll(within)]);
  const [line, ...more] = own("path", ":scope > path");
  return { line, more, marks: element.matches("text") ? [element] : own("use", "use") };
}

/** Markers seldom move along both axes. */
function place(element, [x, y]) {
  const was = element.was ?? (element.was = []);
  if (was[0] !== x) element.setAttribute("x", (was[0] = x));
  if (was[1] !== y) element.setAttribute("y", (was[1] = y));
}

function stand(part, ready) {
  part.line.replaceWith(ready);
  if (part.element === part.line) part.element = ready;
  part.line = ready;
}

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
    else at.forEach((point, i) => place(marks[i], point));
  },
};
