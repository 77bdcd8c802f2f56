// A rule's whole run and its lines are kept until its start, its learning rate or the scale of the
// loss change: scrubbing only cuts them. What nobody looks at is not run.

import { RULES as LAWS, SURFACES, walk } from "../../adamcore/index.js";
import { Curve, Trail } from "#figures/trail.js";
import { RULES } from "../../rules.js";
import { multiplied } from "./surface.js";

/** @import { Axes } from "#figures/picture.js" */
/** @import { State, Tables } from "#figures/types.js" */

const STEPS = 200;
const TIMES = Float64Array.from({ length: STEPS + 1 }, (_, t) => t);

/**
 * A rule's run on one surface: rows 0 to STEPS. Its memory is written anew when start, rate or scale
 * change, for a hand that drags the start makes sixty runs of every rule a second.
 */
export class Run {
  x = new Float64Array(STEPS + 2); // with the step after the last
  y = new Float64Array(STEPS + 2);
  loss = new Float64Array(STEPS + 1); // above the minimum
  lifted = new Float64Array(STEPS + 1); // the same, no lower than is drawn
  path = new Trail(STEPS + 1);
  descent = new Curve(STEPS + 1);
  from = NaN; // where it began, and with what
  at = NaN;
  lr = NaN;
  scale = NaN;
  follow = () => {}; // takes the way that was asked for last
  /** @type {Axes | undefined} The map that it is drawn on. */
  drawn;

  /**
   * Asks for the way of `rule` in this state; losses below `floor` are drawn there.
   * @param {string} rule
   * @param {State} state
   * @param {number} floor
   */
  ask(rule, { surface, x, y, scale, [rule]: lr }, floor) {
    if (this.from === x && this.at === y && this.lr === lr && this.scale === scale) return;
    [this.from, this.at, this.lr, this.scale] = [x, y, lr, scale];
    this.drawn = undefined;
    this.follow = () => this.walk(rule, surface, floor);
  }

  /** The run, once it has taken the way that was asked for. */
  get taken() {
    this.follow();
    this.follow = () => {};
    return this;
  }

  /**
   * @param {string} rule
   * @param {string} surface
   * @param {number} floor
   */
  walk(rule, surface, floor) {
    const { from: x, at: y, lr, scale } = this;
    const problem = SURFACES[surface];
    const lowest = problem.loss(problem.minimum);
    walk(LAWS[rule]({ lr }), multiplied(problem, scale), { theta: [x, y], steps: STEPS + 1 }, (t, point) => {
      this.x[t] = point[0];
      this.y[t] = point[1];
      if (t > STEPS) return;
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
    if (this.drawn === map) return;
    this.taken.path.write(map, this.x.subarray(0, STEPS + 1), this.y.subarray(0, STEPS + 1));
    this.descent.write(axes, TIMES, this.lifted);
    this.drawn = map;
  }
}

/** The seven runs on one surface: its own start and rates find them as they were. */
export class Field {
  runs = Object.fromEntries(RULES.map((rule) => [rule, new Run()]));
  step = NaN; // up to which its tables are cut
  tables = this.cut(0);

  /**
   * @param {State} state
   * @param {number} floor
   */
  follow(state, floor) {
    for (const rule of RULES) this.runs[rule].ask(rule, state, floor);
  }

  /**
   * Paths and losses, as draw() has them: views of the runs, which are taken when a column is read;
   * others only for another step.
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
    for (const [rule, run] of Object.entries(this.runs)) {
      column(paths, `x_${rule}`, run, run.x.subarray(0, rows));
      column(paths, `y_${rule}`, run, run.y.subarray(0, rows));
      column(losses, rule, run, run.loss.subarray(0, rows));
    }
    return { paths, losses };
  }
}

/**
 * @param {Tables[string]} table
 * @param {string} name
 * @param {Run} run
 * @param {Float64Array} values
 */
function column(table, name, run, values) {
  Object.defineProperty(table, name, { enumerable: true, get: () => run.taken && values });
}
