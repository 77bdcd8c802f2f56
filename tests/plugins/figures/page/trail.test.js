import assert from "node:assert/strict";
import { test } from "node:test";

import { Axes } from "../../../../plugins/pelican/plugins/figures/page/picture.js";
import { Curve, Trail } from "../../../../plugins/pelican/plugins/figures/page/trail.js";

const axes = new Axes({
  x: { scale: "linear", limits: [0, 100], pixels: [0, 100] },
  y: { scale: "linear", limits: [0, 100], pixels: [100, 0] },
});

/** The points of a path as this module writes it: relative ones, then an absolute one. */
function points(d) {
  const [steps, last] = d.slice(1).split("L");
  const numbers = (text) => text.match(/-?\d*\.?\d+/g).map(Number);
  const found = [];
  let [x, y] = [0, 0];
  const along = numbers(steps);
  for (let i = 0; i < along.length; i += 2) {
    x += along[i];
    y += along[i + 1];
    found.push([x, y]);
  }
  return [...found, numbers(last)];
}

/** How far the farthest of `wanted` is from the polyline `line`. */
function distance(wanted, line) {
  const off = ([x, y]) => {
    let best = Infinity;
    for (let i = 1; i < line.length; i++) {
      const [[a, b], [c, d]] = [line[i - 1], line[i]];
      const length = (c - a) ** 2 + (d - b) ** 2 || 1;
      const share = Math.min(1, Math.max(0, ((x - a) * (c - a) + (y - b) * (d - b)) / length));
      best = Math.min(best, Math.hypot(x - a - share * (c - a), y - b - share * (d - b)));
    }
    return best;
  };
  return Math.max(...wanted.map(off));
}

const noise = (i) => Math.sin(12.9898 * i) * 43758.5453 - Math.floor(Math.sin(12.9898 * i) * 43758.5453);
const xs = Array.from({ length: 80 }, (_, t) => t);
const lines = {
  wild: xs.map((t) => 100 * noise(t)),
  far: xs.map((t) => (t % 3 ? 50 : -2000 * noise(t))),
  smooth: xs.map((t) => 50 + 40 * Math.cos(t / 9)),
  straight: xs.map((t) => t / 2 + 20),
  flat: xs.map(() => 7.77),
};

for (const [kind, Kind] of Object.entries({ Trail, Curve })) {
  for (const [name, ys] of Object.entries(lines)) {
    test(`${kind}: a ${name} line is within half a pixel up to any point, and ends there`, () => {
      const line = new Kind(xs.length);
      line.write(axes, xs, ys);
      for (const last of [0, 1, 2, 40, 79]) {
        const wanted = xs.slice(0, last + 1).map((x, t) => [x, 100 - ys[t]]);
        const drawn = points(line.until(last));
        assert.ok(distance(wanted, drawn) < 0.5);
        assert.ok(distance(drawn, wanted.length > 1 ? wanted : [wanted[0], wanted[0]]) < 0.5);
        assert.ok(Math.hypot(drawn.at(-1)[0] - wanted.at(-1)[0], drawn.at(-1)[1] - wanted.at(-1)[1]) < 0.1);
      }
    });
  }
}

test("a trail leaves the drawing in the direction of a point however far away", () => {
  for (const far of [3e3, 1e5, 1e9, 1e300]) {
    const line = new Trail(3);
    line.write(axes, [50, 50 - 2 * far, 50], [50, 50 + far, 50]);
    const [[x, y], [out, up]] = points(line.until(1));
    assert.ok(Math.abs((y - up) / (x - out) - 0.5) < 1e-3, far);
    assert.deepEqual(points(line.until(2)).at(-1), [50, 50]);
  }
});

test("a straight curve is its ends", () => {
  const line = new Curve(xs.length);
  line.write(axes, xs, lines.straight);
  assert.equal(points(line.until(79)).length, 2);
});

test("a line ends before what is not finite, and memory is used again", () => {
  const line = new Trail(5);
  line.write(axes, [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]);
  line.write(axes, [10, 20, 30, 40, 50], [10, 20, NaN, 20, 10]);
  assert.deepEqual(points(line.until(4)).at(-1), [20, 80]);
  line.write(axes, [NaN], [0]);
  assert.equal(line.until(0), "");
});

test("lines written together, more than are read at once, keep their own text", () => {
  const [one, other] = [new Trail(xs.length), new Curve(xs.length)];
  one.write(axes, xs, lines.wild);
  other.write(axes, xs, lines.smooth);
  for (let i = 0; i < 100; i++) new Trail(xs.length).write(axes, xs, lines.far);
  const alone = (Kind, ys) => {
    const line = new Kind(xs.length);
    line.write(axes, xs, ys);
    return line.until(79);
  };
  assert.equal(one.until(79), alone(Trail, lines.wild));
  assert.equal(other.until(79), alone(Curve, lines.smooth));
  one.write(axes, xs, lines.flat);
  one.write(axes, xs, lines.straight);
  assert.equal(one.until(79), alone(Trail, lines.straight));
});
