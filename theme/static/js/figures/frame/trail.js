// Long lines that are drawn up to any of their points: written once, then cut. A hand that drags
// moves thousands of points an event; so they are written byte by byte, for strings would keep the
// collector busy, and points that nobody would miss are left out.

const NEAR = 4; // tenths of a pixel, within which a further point is left out
const OFF = 3; // tenths of a pixel that a point left out may be off a straight line
const [MINUS, POINT, SPACE, ZERO, LINE, MOVE] = [..."-. 0LM"].map((sign) => sign.charCodeAt(0));

const bytes = new Uint8Array(1 << 14);
const decoder = new TextDecoder();
let end = 0;

/** Writes `n` tenths with at least one digit before the point: 12.3 */
function write(n) {
  if (n < 0) {
    bytes[end++] = MINUS;
    n = -n;
  }
  for (let unit = n < 1000 ? 100 : n < 10_000 ? 1000 : 10_000; unit >= 10; unit /= 10) {
    const digit = (n / unit) | 0;
    bytes[end++] = ZERO + digit;
    n -= digit * unit;
  }
  bytes[end++] = POINT;
  bytes[end++] = ZERO + n;
}

function point(p, q) {
  bytes[end] = end ? LINE : MOVE;
  end++;
  write(p);
  bytes[end++] = SPACE;
  write(q);
}

const FAR = 99_990;
const whole = (pixels) => Math.round(pixels < -FAR ? -FAR : pixels > FAR ? FAR : pixels);

/** Values of one side of the axes to tenths of pixels, fast. */
function tenths({ scale, limits: [a, b], pixels: [p, q] }) {
  const log = scale === "log";
  const [low, high] = log ? [Math.log10(a), Math.log10(b)] : [a, b];
  const factor = (10 * (q - p)) / (high - low);
  const origin = 10 * p - factor * low;
  return (value) => whole(origin + factor * (log ? Math.log10(value) : value));
}

/** Points in tenths of pixels, up to the first that is not finite. */
function placed({ sides }, xs, ys) {
  const [x, y] = [tenths(sides.x), tenths(sides.y)];
  const places = new Int32Array(2 * ys.length);
  let count = 0;
  for (; count < ys.length && Number.isFinite(xs[count]) && Number.isFinite(ys[count]); count++) {
    places[2 * count] = x(xs[count]);
    places[2 * count + 1] = y(ys[count]);
  }
  return { places, count };
}

/** The function from t to the line through points 0 to t, of which `ends` bytes are written. */
function cut({ places, count }, ends) {
  const text = decoder.decode(bytes.subarray(0, end));
  return (last) => {
    const t = Math.min(last, count - 1);
    if (t < 0) return "";
    return `${text.slice(0, ends[t])}${t ? "L" : "M"}${places[2 * t] / 10} ${places[2 * t + 1] / 10}`;
  };
}

/**
 * A way that turns as it likes; it rests where points fall together.
 * @param {import("./picture.js").Axes} axes
 * @param {ArrayLike<number>} xs
 * @param {ArrayLike<number>} ys
 */
export function trail(axes, xs, ys) {
  const line = placed(axes, xs, ys);
  const ends = new Uint16Array(line.count);
  let [u, v] = [Infinity, Infinity];
  end = 0;
  for (let t = 0; t < line.count; t++) {
    const [p, q] = [line.places[2 * t], line.places[2 * t + 1]];
    ends[t] = end;
    if (Math.abs(p - u) + Math.abs(q - v) < NEAR) continue;
    point(p, q);
    [u, v] = [p, q];
  }
  return cut(line, ends);
}

/** A curve whose x only grows: where it is straight, its ends are enough. */
export function curve(axes, xs, ys) {
  const line = placed(axes, xs, ys);
  const ends = new Uint16Array(line.count);
  let [low, high] = [-Infinity, Infinity]; // slopes from (u, v) that pass all points since
  let [u, v] = line.places;
  end = 0;
  for (let t = 1; t < line.count; t++) {
    const [p, q] = [line.places[2 * t], line.places[2 * t + 1]];
    const slope = (q - v) / (p - u);
    if (t === 1 || slope < low || slope > high) {
      [u, v] = [line.places[2 * t - 2], line.places[2 * t - 1]];
      point(u, v);
      [low, high] = [-Infinity, Infinity];
    }
    low = Math.max(low, (q - OFF - v) / (p - u));
    high = Math.min(high, (q + OFF - v) / (p - u));
    ends[t] = end;
  }
  return cut(line, ends);
}
