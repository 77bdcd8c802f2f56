// Seven rules race on a surface, computed here by the port of adamcore. A rule's whole run and its
// lines are kept until its start, its learning rate or the scale of the loss change: scrubbing only
// cuts them.

import { RULES as LAWS, SURFACES, walk } from "../adamcore/index.js";
import { handle } from "#figures/handle.js";
import { enliven } from "#figures/live.js";
import { Axes, kept } from "#figures/picture.js";
import { player } from "#figures/player.js";
import { readable } from "#figures/reader.js";
import { named, RULES, shown, shownNames, visibility, words } from "../rules.js";
import { list, short } from "#figures/text.js";
import { Curve, Trail } from "#figures/trail.js";

/** @import { Figure } from "#figures/live.js" */
/** @import { Data, Moves, Pair, Spec, State, Tables } from "#figures/types.js" */
/** @import { Surface } from "../adamcore/problems.js" */

const STEPS = 200;
const TIMES = Float64Array.from({ length: STEPS + 1 }, (_, t) => t);
const GIDS = ["path-*", "end-*", "loss-*", "sample-key-*", "readout-key-*"];

/**
 * `scale` times the loss, as a rule meets it: its gradients.
 * @type {(problem: Surface, scale: number) => Surface}
 */
const multiplied = (problem, scale) => ({
  ...problem,
  gradient(point) {
    const { 0: x, 1: y } = problem.gradient(point);
    return [scale * x, scale * y];
  },
});

/**
 * A rule's run on one surface: rows 0 to STEPS. Its memory is written anew when start, rate or scale
 * change, for a hand that drags the start makes sixty runs of every rule a second.
 */
class Run {
  x = new Float64Array(STEPS + 1);
  y = new Float64Array(STEPS + 1);
  loss = new Float64Array(STEPS + 1); // above the minimum
  lifted = new Float64Array(STEPS + 1); // the same, no lower than is drawn
  path = new Trail(STEPS + 1);
  descent = new Curve(STEPS + 1);
  from = NaN; // where it began, and with what
  at = NaN;
  lr = NaN;
  scale = NaN;
  drawn = false;

  /**
   * Follows `rule` in this state; losses below `floor` are drawn there.
   * @param {string} rule
   * @param {State} state
   * @param {number} floor
   */
  follow(rule, { surface, x, y, scale, [rule]: lr }, floor) {
    if (this.from === x && this.at === y && this.lr === lr && this.scale === scale) return;
    [this.from, this.at, this.lr, this.scale] = [x, y, lr, scale];
    this.drawn = false;
    const problem = SURFACES[surface];
    const lowest = problem.loss(problem.minimum);
    walk(LAWS[rule]({ lr }), multiplied(problem, scale), { theta: [x, y], steps: STEPS }, (t, point) => {
      this.x[t] = point[0];
      this.y[t] = point[1];
      const above = problem.loss(point) - lowest;
      this.loss[t] = above;
      this.lifted[t] = above < floor ? floor : above;
    });
  }

  /**
   * @param {Axes} map of the path
   * @param {Axes} axes of the loss
   */
  draw(map, axes) {
    if (this.drawn) return;
    this.path.write(map, this.x, this.y);
    this.descent.write(axes, TIMES, this.lifted);
    this.drawn = true;
  }
}

/** The seven runs on one surface: its own start and rates find them as they were. */
class Field {
  runs = Object.fromEntries(RULES.map((rule) => [rule, new Run()]));
  step = NaN; // up to which its tables are cut
  tables = this.cut(0);

  /**
   * @param {State} state
   * @param {number} floor
   */
  follow(state, floor) {
    for (const rule of RULES) this.runs[rule].follow(rule, state, floor);
  }

  /**
   * Paths and losses, as draw() has them: views of the runs, others only for another step.
   * @param {number} step
   */
  upTo(step) {
    if (step !== this.step) this.tables = this.cut(step + 1);
    this.step = step;
    return this.tables;
  }

  /**
   * @param {number} rows
   * @returns {Tables}
   */
  cut(rows) {
    const t = TIMES.subarray(0, rows);
    /** @type {Tables[string][]} */
    const [paths, losses] = [{ t }, { t }];
    for (const [rule, { x, y, loss }] of Object.entries(this.runs)) {
      paths[`x_${rule}`] = x.subarray(0, rows);
      paths[`y_${rule}`] = y.subarray(0, rows);
      losses[rule] = loss.subarray(0, rows);
    }
    return { paths, losses };
  }
}

/** @type {Record<string, Field>} */
const fields = {};
/** @type {(surface: string) => Field} */
const fieldOf = (surface) => (fields[surface] ??= new Field());

/**
 * Paths and losses up to the step; they hold until the next state.
 * @type {Spec["compute"]}
 */
export function compute(state, { constants: { floor } }) {
  const field = fieldOf(state.surface);
  field.follow(state, floor);
  return field.upTo(state.steps);
}

/** @type {Record<string, Axes>} */
const maps = {};

/**
 * The map's axes on this surface: its window in the same pixels.
 * @param {string} surface
 * @param {Record<string, Axes>} axes
 */
function mapOf(surface, { map }) {
  const [x, y] = SURFACES[surface].window;
  /** @type {(limits: Pair, pixels: Pair) => import("#figures/types.js").Side} */
  const side = (limits, pixels) => ({ scale: "linear", limits, pixels });
  return (maps[surface] ??= new Axes({ x: side(x, map.box.x), y: side(y, map.box.y) }));
}

/** @type {Spec["move"]} */
export function move(_, state, axes, data) {
  const map = mapOf(state.surface, axes);
  const moves = visibility(state, GIDS);
  moves.contours = { d: contours(state.surface, map, data) };
  moves.start = { at: map.point(state.x, state.y) };
  moves["readout-scale"] = { text: units(state) };
  moves.minimum = { at: map.point(...SURFACES[state.surface].minimum) };
  for (const rule of RULES) moves[named("readout-key-*", rule)].text = words(rule, state[rule]);
  const seen = RULES.filter((rule) => shown(state, rule));
  const { runs } = fieldOf(state.surface);
  for (const rule of seen) runs[rule].draw(map, axes.loss); // all, before the first is read
  for (const rule of seen) moveRule(moves, rule, runs[rule], { map, steps: state.steps });
  return moves;
}

/**
 * @param {Moves} moves
 * @param {string} rule
 * @param {Run} run
 * @param {{map: Axes, steps: number}} drawn
 */
function moveRule(moves, rule, run, { map, steps }) {
  moves[named("path-*", rule)].d = run.path.until(steps);
  moves[named("loss-*", rule)].d = run.descent.until(steps);
  const [x, y] = [run.x[steps], run.y[steps]];
  const end = moves[named("end-*", rule)];
  if (Number.isFinite(x) && Number.isFinite(y)) end.at = map.point(x, y);
  else end.show = false;
}

/**
 * @param {string} surface
 * @param {Axes} map
 * @param {Data["data"]} data
 */
function contours(surface, map, data) {
  const { x, y } = data[`contours_${surface}`];
  return kept(x, () => map.path(x, y));
}

/**
 * Runs and writes what a surface begins with, so that nothing is left to do when it is chosen.
 * @param {string} surface
 * @param {Figure} figure
 */
function rehearse(surface, { axes, data: { data, parameters }, picture, state }) {
  const map = mapOf(surface, axes);
  picture.prepare("contours", contours(surface, map, data));
  if (surface === state.surface) return; // whose runs are the reader's, from wherever they start
  compute({ ...parameters, surface, ...follow({ surface }, data) }, data);
  for (const run of Object.values(fieldOf(surface).runs)) run.draw(map, axes.loss);
}

/**
 * What a surface brings along: its own start, and every rule's own best learning rate on it.
 * @type {NonNullable<Spec["follow"]>}
 */
export function follow({ surface }, { rates }) {
  if (!surface) return undefined;
  const [x, y] = SURFACES[surface].start;
  const own = rates.lr.flatMap((/** @type {number} */ lr, /** @type {number} */ i) => (rates.surface[i] === surface ? [[rates.rule[i], lr]] : []));
  return { x, y, ...Object.fromEntries(own) };
}

/** @type {(state: State) => string} */
const units = ({ scale }) => `run on the loss × ${short(scale)}`;

/** @type {Spec["describe"]} */
export function describe({ losses }, state) {
  const last = RULES.filter((rule) => shown(state, rule))
    .map((rule) => ({ rule, loss: losses[rule][state.steps] }))
    .sort((a, b) => order(a.loss) - order(b.loss))
    .map(({ rule, loss }) => words(rule, told(loss)));
  const from = `(${short(state.x)}, ${short(state.y)})`;
  const run = state.scale === 1 ? "" : `, ${units(state)}`;
  return `After ${state.steps} steps from ${from}${run}, loss above the minimum: ${list(last) || "no rule is shown"}.`;
}

/** @type {(loss: number) => number} */
const order = (loss) => (Number.isNaN(loss) ? Infinity : loss);

/** @type {(loss: number) => string} */
const told = (loss) => (Number.isFinite(loss) ? short(loss, 2) : "beyond all bounds");

/** @type {Spec["lines"]} */
const lines = ({ losses }, state) =>
  readable(losses, shownNames(state), { axes: "loss", along: "step", x: losses.t });

export const live = enliven({
  title: "Race of seven rules",
  lines,
  follow,
  compute,
  move,
  describe,
  mount(figure) {
    for (const surface in SURFACES) {
      globalThis.requestIdleCallback?.(() => rehearse(surface, figure));
    }
    player(figure, "steps", { seconds: 6 });
    handle(figure, { label: "Start point: arrow keys move it", box: figure.axes.map.box });
  },
});
