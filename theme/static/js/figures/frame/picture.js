// The drawing in the page: from data to its pixels, and from moves to its elements.

const FAR = 9999; // pixels beyond which nothing is seen

const held = (pixel) => Math.round(100 * Math.max(-FAR, Math.min(FAR, pixel))) / 100;

/** The function from values of one axis to pixels of the drawing. */
export function scale({ scale: kind, limits: [a, b], pixels: [p, q] }) {
  const s = kind === "log" ? Math.log10 : Number;
  const factor = (q - p) / (s(b) - s(a));
  const origin = p - factor * s(a);
  return (value) => held(origin + factor * s(value));
}

/** One pair of axes: `x`, `y` map values to pixels, `path` columns to a path's `d`. */
export class Axes {
  constructor({ x, y }) {
    this.x = scale(x);
    this.y = scale(y);
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
      places = Array.from(xs, (x) => (missing(x) ? "" : `${this.x(x)} `));
      this.kept.set(xs, places);
    }
    return places;
  }

  /** The line through the points; a missing value lifts the pen. Give the same `xs` if you can. */
  path(xs, ys) {
    const places = this.places(xs);
    let d = "";
    let pen = "M";
    for (let i = 0; i < places.length; i++) {
      if (missing(ys[i]) || places[i] === "") {
        pen = "M";
      } else {
        d += pen + places[i] + this.y(ys[i]);
        pen = "L";
      }
    }
    return d;
  }
}

const missing = (value) => value === null || value !== value;

/**
 * What is done to one element of the drawing. `d`: a line's path; `ds`: the paths of a group;
 * `at`: where a marker or a text is, or a list of places for several markers; `text`: its words;
 * `show`: whether it is seen.
 * @typedef {{d?: string, ds?: string[], at?: number[] | number[][], text?: string, show?: boolean}} Move
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
      const element = this.root.querySelector(`[id="${this.root.id}-${gid}"]`);
      if (!element) throw new Error(`${this.root.id} has no ${gid}`);
      part = { element, ...inside(element), was: {} };
      this.parts.set(gid, part);
    }
    return part;
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

/** The lines and the markers in `element`, or itself; what a drawing repeats lies in <defs>. */
function inside(element) {
  const own = (tag, within) => (element.matches(tag) ? [element] : [...element.querySelectorAll(within)]);
  return { lines: own("path", ":scope > path"), marks: own("use", "use") };
}

function place(element, [x, y]) {
  element.setAttribute("x", x);
  element.setAttribute("y", y);
}

const WRITE = {
  d: ({ lines }, d) => lines[0].setAttribute("d", d),
  ds: ({ lines }, ds) => ds.forEach((d, i) => lines[i].setAttribute("d", d)),
  text: ({ element }, text) => (element.textContent = text),
  show: ({ element }, show) => (element.style.display = show ? "" : "none"),
  at({ element, marks }, at) {
    if (typeof at[0] !== "number") at.forEach((point, i) => place(marks[i], point));
    else place(element.matches("text") ? element : marks[0], at);
  },
};
