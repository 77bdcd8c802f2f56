// Long lines that are drawn up to any of their points: written once, then cut. A hand that drags
// moves thousands of points an event; so they are written byte by byte, for strings would keep the
// collector busy, in steps from point to point, and points that nobody would miss are left out.

import { scale } from "./picture.js";

const UNIT = 10; // parts of a pixel
const NEAR = 4; // of these, within which a further point is left out
const OFF = 3; // of these, that a point left out may be off a straight line
const [MINUS, POINT, SPACE, ZERO, MOVE] = [..."-. 0m"].map((sign) => sign.charCodeAt(0));

const bytes = new Uint8Array(1 << 14);
const decoder = new TextDecoder();
let end = 0;
let u = 0; // the last point written
let v = 0;

/** Writes `n` tenths, set off from what stands before. */
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

function start(p, q) {
  end = 0;
  bytes[end++] = MOVE;
  write((u = p));
  write((v = q)); // what follows a move are lines, relative as it is
}

function go(p, q) {
  write(p - u);
  write(q - v);
  u = p;
  v = q;
}

/** Writes where `values` are into every second of `places`; how many are finite, from the first. */
function set(places, from, side, values) {
  const at = scale(side, UNIT);
  let t = 0;
  for (; t < values.length && Number.isFinite(values[t]); t++) {
    places[2 * t + from] = Math.round(at(values[t]));
  }
  return t;
}

/** A line of up to `length` points, written anew as often as they move, in the same memory. */
class Line {
  constructor(length) {
    this.places = new Int32Array(2 * length); // in tenths of pixels
    this.ends = new Uint16Array(length); // bytes written before point t
    this.text = "";
    this.count = 0;
  }

  /** @param {import("./picture.js").Axes} axes */
  write({ sides }, xs, ys) {
    const { places } = this;
    const count = Math.min(set(places, 0, sides.x, xs), set(places, 1, sides.y, ys));
    this.count = count; // up to the first that is not finite
    start(places[0], places[1]);
    this.choose(places, this.ends, count);
    this.text = decoder.decode(bytes.subarray(0, end));
  }

  /** The path through points 0 to `last`. */
  until(last) {
    const { places, count } = this;
    const t = Math.min(last, count - 1);
    if (t < 0) return "";
    const end = `L${places[2 * t] / UNIT} ${places[2 * t + 1] / UNIT}`;
    return this.text.slice(0, this.ends[t]) + end;
  }
}

/** A way that turns as it likes; it rests where points fall together. */
export class Trail extends Line {
  choose(places, ends, count) {
    for (let t = 0; t < count; t++) {
      const p = places[2 * t];
      const q = places[2 * t + 1];
      ends[t] = end;
      if (Math.abs(p - u) + Math.abs(q - v) >= NEAR) go(p, q);
    }
  }
}

/** A curve whose x only grows: where it is straight, its ends are enough. */
export class Curve extends Line {
  choose(places, ends, count) {
    let low = -Infinity; // slopes from (u, v) that pass all points since
    let high = Infinity;
    ends[0] = end;
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
      ends[t] = end;
    }
  }
}
