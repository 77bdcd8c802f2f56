/**
 * The surfaces of adamcore, for figures that move: the same order of operations, hence the same
 * bits in float64. Points are taken apart by index: the iterator that `[x, y]` asks for costs more
 * than the loss, until the browser has compiled it away.
 *
 * @typedef {ArrayLike<number>} Point
 * @typedef {{
 *   start: [number, number], minimum: [number, number],
 *   window: [[number, number], [number, number]],
 *   loss(theta: Point): number, gradient(theta: Point): [number, number],
 * }} Surface
 */

/** @type {Surface} */
export const ravine = {
  start: [-4, 1.5],
  minimum: [0, 0],
  window: [[-5, 5], [-2.5, 2.5]],
  loss: ({ 0: x, 1: y }) => (x * x + 20 * y * y) / 2,
  gradient: ({ 0: x, 1: y }) => [x, 20 * y],
};

/** @type {Surface} */
export const rosenbrock = {
  start: [-1.2, 1],
  minimum: [1, 1],
  window: [[-2, 2], [-1, 3]],
  loss({ 0: x, 1: y }) {
    const a = 1 - x;
    const b = y - x * x;
    return a * a + 100 * b * b;
  },
  gradient({ 0: x, 1: y }) {
    const b = y - x * x;
    return [-2 * (1 - x) - 400 * x * b, 200 * b];
  },
};

/**
 * @param {number} x
 * @param {number} y
 */
const bealeTerms = (x, y) => ({
  a: 1.5 - x + x * y,
  b: 2.25 - x + x * y * y,
  c: 2.625 - x + x * y * y * y,
});

/** @type {Surface} */
export const beale = {
  start: [1, 1.5],
  minimum: [3, 0.5],
  window: [[-1, 4.5], [-2, 2]],
  loss({ 0: x, 1: y }) {
    const { a, b, c } = bealeTerms(x, y);
    return a * a + b * b + c * c;
  },
  gradient({ 0: x, 1: y }) {
    const { a, b, c } = bealeTerms(x, y);
    return [
      2 * a * (y - 1) + 2 * b * (y * y - 1) + 2 * c * (y * y * y - 1),
      2 * a * x + 4 * b * x * y + 6 * c * x * y * y,
    ];
  },
};

/** @type {Surface} */
export const himmelblau = {
  start: [0, 0],
  minimum: [3, 2],
  window: [[-5, 5], [-5, 5]],
  loss({ 0: x, 1: y }) {
    const a = x * x + y - 11;
    const b = x + y * y - 7;
    return a * a + b * b;
  },
  gradient({ 0: x, 1: y }) {
    const a = x * x + y - 11;
    const b = x + y * y - 7;
    return [4 * x * a + 2 * b, 2 * a + 4 * y * b];
  },
};

/** @type {Surface} */
export const saddle = {
  start: [-1.5, 0.01],
  minimum: [0, 1],
  window: [[-2, 2], [-2, 2]],
  loss: ({ 0: x, 1: y }) => (x * x - y * y) / 2 + (y * y * y * y) / 4,
  gradient: ({ 0: x, 1: y }) => [x, y * y * y - y],
};

/** @type {Record<string, Surface>} */
export const SURFACES = { ravine, rosenbrock, beale, himmelblau, saddle };
