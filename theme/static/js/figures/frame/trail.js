// A long line that is drawn up to any of its points: written once, then cut.

const NEAR = 3; // tenths of a pixel, within which a further point is not written
const WIDE = 6000;
const texts = []; // of tenths of a pixel inside a drawing: most numbers of most lines

function tenths(n) {
  return n >= 0 && n < WIDE ? (texts[n] ??= String(n / 10)) : String(n / 10);
}

/**
 * The function from t to the path through points 0 to t of a line. It ends before the first point
 * that is not finite.
 * @param {import("./picture.js").Axes} axes
 * @param {Iterable<number>} xs
 * @param {Float64Array} ys
 */
export function trail(axes, xs, ys, floor = -Infinity) {
  const ends = new Uint32Array(ys.length);
  let d = "";
  let [u, v] = [Infinity, Infinity];
  let t = 0;
  for (const x of xs) {
    if (!Number.isFinite(x) || !Number.isFinite(ys[t])) break;
    const p = Math.round(10 * axes.x(x));
    const q = Math.round(10 * axes.y(Math.max(ys[t], floor)));
    if (Math.abs(p - u) + Math.abs(q - v) >= NEAR) {
      d += `${t ? "L" : "M"}${tenths(p)} ${tenths(q)}`;
      [u, v] = [p, q];
    }
    ends[t++] = d.length;
  }
  ends.fill(d.length, t);
  return (last) => d.slice(0, ends[last]);
}
