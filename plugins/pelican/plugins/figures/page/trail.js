// Long lines that are drawn up to any of their points: written once, then cut. A hand that drags
// moves thousands of points an event; so they are written byte by byte, for strings would keep the
// collector busy, in steps from point to point, and points that nobody would miss are left out.

import { mapping } from "./picture.js";

/** @import { Axes } from "./picture.js" */
/** @import { Column, Side } from "./types.js" */

const UNIT = 10; // parts of a pixel
const NEAR = 4; // of these, within which a further point is left out
const OFF = 3; // of these, that a point left out may be off a straight line
const FAR = 1e7; // of these, beyond which a point is brought nearer
const WIDE = 20; // bytes that a point takes at most
const [MINUS, POINT, SPACE, ZERO, MOVE] = [..."-. 0m"].map((sign) => sign.charCodeAt(0));

const bytes = new Uint8Array(1 << 16); // of all lines since they were last read
const decoder = new TextDecoder();
/** @type {Line[]} */
const unread = [];
let begin = 0; // of the line that is being written
let end = 0;
let u = 0; // the last point written
let v = 0;

/** Makes text of all unread lines at once: each decoding has its price, however short the line. */
function read() {
  const text = decoder.decode(bytes.subarray(0, end));
  for (const line of unread.splice(0)) line.text = text.slice(line.begin, line.end);
  end = 0;
}

/**
 * Writes `n` tenths, set off from what stands before.
 * @param {number} n
 */
function write(n) {
  bytes[end++] = n < 0 ? MINUS : SPACE;
  if (n < 0) n = -n;
  let unit = 10;
  while (10 * unit <= n) unit *= 10;
  for (; unit >= 10; unit /= 10) {
    const digit = (n / unit) | 0;
    bytes[end++] = ZERO + digit;
    n -= digit * unit;
  }
  if (!n) return;
  bytes[end++] = POINT;
  bytes[end++] = ZERO + n;
}

/**
 * @param {number} p
 * @param {number} q
 */
function start(p, q) {
  begin = end;
  bytes[end++] = MOVE;
  write((u = p));
  write((v = q)); // what follows a move are lines, relative as it is
}

/**
 * @param {number} p
 * @param {number} q
 */
function go(p, q) {
  write(p - u);
  write(q - v);
  u = p;
  v = q;
}

/**
 * Writes where `values` are into every second of `places`; how many are finite, from the first.
 * `scale` of picture.js, written out: a call for each value takes twice as long.
 * @param {Float64Array} places
 * @param {number} from
 * @param {Side} side
 * @param {Column} values
 */
function set(places, from, side, values) {
  const { log, factor, origin } = mapping(side, UNIT);
  let t = 0;
  for (; t < values.length; t++) {
    const value = values[t];
    const at = origin + factor * (log ? Math.log10(value) : value);
    if (!Number.isFinite(at)) break;
    places[2 * t + from] = Math.round(at);
  }
  return t;
}

/** A line of up to `length` points, written anew as often as they move, in the same memory. */
class Line {
  count = 0; // of points up to the first that is not finite
  begin = 0; // of its bytes, and their end
  end = 0;
  /** @type {string | undefined} Its bytes, once they have been read. */
  text;

  /** @param {number} length */
  constructor(length) {
    this.places = new Float64Array(2 * length); // in tenths of pixels
    this.ends = new Uint16Array(length); // bytes of the line before point t
  }

  /**
   * Brings points nearer that are far outside of the drawing.
   * @param {Float64Array} _places
   * @param {number} _count
   */
  near(_places, _count) {}

  /**
   * Writes the points that somebody would miss, and where each point's bytes end.
   * @param {Float64Array} _places
   * @param {Uint16Array} _ends
   * @param {number} _count
   */
  choose(_places, _ends, _count) {}

  /**
   * @param {Axes} axes
   * @param {Column} xs
   * @param {Column} ys
   */
  write(axes, xs, ys) {
    const { places, ends } = this;
    this.count = Math.min(this.across(axes, xs), set(places, 1, axes.sides.y, ys));
    this.near(places, this.count);
    if (end + WIDE * ends.length > bytes.length) read();
    start(places[0], places[1]);
    this.choose(places, ends, this.count);
    this.begin = begin;
    this.end = end;
    this.text = undefined;
    unread.push(this);
  }

  /**
   * @param {Axes} axes
   * @param {Column} xs
   */
  across({ sides }, xs) {
    return set(this.places, 0, sides.x, xs);
  }

  /**
   * The path through points 0 to `last`.
   * @param {number} last
   */
  until(last) {
    const { places, count } = this;
    const t = Math.min(last, count - 1);
    if (t < 0) return "";
    if (this.text === undefined) read();
    const end = `L${places[2 * t] / UNIT} ${places[2 * t + 1] / UNIT}`;
    return `${this.text}`.slice(0, this.ends[t]) + end;
  }
}

/** A way that turns as it likes; it rests where points fall together. */
export class Trail extends Line {
  /**
   * The direction in which a line leaves the drawing is that of the point that it leaves for.
   * @override
   * @param {Float64Array} places
   * @param {number} count
   */
  near(places, count) {
    for (let t = 0; t < 2 * count; t += 2) {
      const far = Math.max(Math.abs(places[t]), Math.abs(places[t + 1]));
      if (far <= FAR) continue;
      places[t] = Math.round((places[t] / far) * FAR);
      places[t + 1] = Math.round((places[t + 1] / far) * FAR);
    }
  }

  /**
   * @override
   * @param {Float64Array} places
   * @param {Uint16Array} ends
   * @param {number} count
   */
  choose(places, ends, count) {
    for (let t = 0; t < count; t++) {
      const p = places[2 * t];
      const q = places[2 * t + 1];
      ends[t] = end - begin;
      if (Math.abs(p - u) + Math.abs(q - v) >= NEAR) go(p, q);
    }
  }
}

/** A curve whose x only grow, and never change: where it is straight, its ends are enough. */
export class Curve extends Line {
  wide = 0; // how many of its x are finite
  /** @type {Axes | undefined} Those for which they were placed. */
  axes;

  /**
   * @override
   * @param {Axes} axes
   * @param {Column} xs
   */
  across(axes, xs) {
    if (this.axes !== axes) this.wide = super.across(axes, xs);
    this.axes = axes;
    return this.wide;
  }

  /**
   * @override
   * @param {Float64Array} places
   * @param {number} count
   */
  near(places, count) {
    for (let t = 1; t < 2 * count; t += 2) places[t] = Math.min(FAR, Math.max(-FAR, places[t]));
  }

  /**
   * @override
   * @param {Float64Array} places
   * @param {Uint16Array} ends
   * @param {number} count
   */
  choose(places, ends, count) {
    let low = -Infinity; // slopes from (u, v) that pass all points since
    let high = Infinity;
    ends[0] = end - begin;
    for (let t = 1; t < count; t++) {
      const p = places[2 * t];
      const q = places[2 * t + 1];
      const slope = (q - v) / (p - u);
      if (slope < low || slope > high) {
        go(places[2 * t - 2], places[2 * t - 1]);
        low = -Infinity;
        high = Infinity;
      }
      low = Math.max(low, (q - OFF - v) / (p - u));
      high = Math.min(high, (q + OFF - v) / (p - u));
      ends[t] = end - begin;
    }
  }
}
