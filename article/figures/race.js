// Seven rules race on a surface, computed here by the port of adamcore.

import { SURFACES } from "../adamcore/index.js";
import { handle } from "#figures/handle.js";
import { enliven } from "#figures/live.js";
import { player } from "#figures/player.js";
import { readable } from "#figures/reader.js";
import { NAMES, named, RULES, shown, shownNames, visibility, words } from "../rules.js";
import { list, short } from "#figures/text.js";
import { cardOf } from "./race/card.js";
import { Field } from "./race/runs.js";
import { contours, ground, mapOf } from "./race/surface.js";
import { arrow, terms } from "./race/update.js";

/** @import { Figure } from "#figures/live.js" */
/** @import { Axes } from "#figures/picture.js" */
/** @import { Moves, Spec, State } from "#figures/types.js" */
/** @import { Run } from "./race/runs.js" */

const GIDS = ["path-*", "end-*", "loss-*", "update-*", "sample-key-*", "readout-key-*"];

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
  return {
    ...field.upTo(state.steps),
    get update() {
      return terms(state); // where somebody looks: it takes the rule's whole way
    },
  };
}

/** @type {ReturnType<typeof cardOf> | undefined} */
let card;
/** @type {Axes | undefined} Those of the map as it was drawn last. */
let drawn;

/** @type {Spec["move"]} */
export function move(tables, state, axes, data) {
  const map = (drawn = mapOf(state.surface, axes));
  const moves = { ...visibility(state, GIDS), ...ground(state.surface, map, data) };
  moves.start = { at: map.point(state.x, state.y) };
  moves["readout-scale"] = { text: units(state) };
  for (const rule of RULES) moveKey(moves, rule, `learning rate ${state[rule]}`);
  const seen = RULES.filter((rule) => shown(state, rule));
  const { runs } = fieldOf(state.surface);
  for (const rule of seen) runs[rule].draw(map, axes.loss); // all, before the first is read
  for (const rule of seen) moveRule(moves, rule, runs[rule], { map, state });
  if (card?.fold.open) card.show(tables.update, state);
  return moves;
}

/**
 * @param {Moves} moves
 * @param {string} rule
 * @param {string} rate
 */
function moveKey(moves, rule, rate) {
  moves[named("readout-key-*", rule)].text = `${NAMES[rule]}, ${rate}`;
  moves[named("note-*", rule)] = { text: rate };
}

/**
 * @param {Moves} moves
 * @param {string} rule
 * @param {Run} run
 * @param {{map: Axes, state: State}} drawn
 */
function moveRule(moves, rule, run, { map, state: { steps, update } }) {
  moves[named("path-*", rule)].d = run.path.until(steps);
  moves[named("loss-*", rule)].d = run.descent.until(steps);
  const [x, y] = [run.x[steps], run.y[steps]];
  const end = moves[named("end-*", rule)];
  if (Number.isFinite(x) && Number.isFinite(y)) end.at = map.point(x, y);
  else end.show = false;
  const next = moves[named("update-*", rule)];
  next.show = rule === update;
  if (next.show) next.d = arrow(map.point(x, y), map.point(run.x[steps + 1], run.y[steps + 1]));
}

/**
 * Runs and writes what a surface begins with, so that nothing is left to do when it is chosen.
 * @param {string} surface
 * @param {Figure} figure
 */
function rehearse(surface, { axes, data: { data, parameters }, picture, signal, state }) {
  if (signal.aborted) return;
  const map = mapOf(surface, axes);
  picture.prepare("contours", contours(surface, map, data));
  if (surface === state.surface) return; // whose runs are the reader's, from wherever they start
  compute({ ...parameters, surface, ...follow({ surface }, data) }, data);
  for (const run of Object.values(fieldOf(surface).runs)) run.draw(map, axes.loss);
}

/**
 * What a surface brings along: its own start, and every rule's own best learning rate on it. A rule
 * whose update is wanted is shown.
 * @type {NonNullable<Spec["follow"]>}
 */
export function follow({ surface, update }, { rates }) {
  const shows = update ? { [`show_${update}`]: true } : undefined;
  if (!surface) return shows;
  const [x, y] = SURFACES[surface].start;
  const own = rates.lr.flatMap((/** @type {number} */ lr, /** @type {number} */ i) => (rates.surface[i] === surface ? [[rates.rule[i], lr]] : []));
  return { x, y, ...Object.fromEntries(own), ...shows };
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
const lines = ({ losses, paths }, state) => [
  ...readable(losses, shownNames(state), { axes: "loss", along: "step", x: losses.t }),
  ...ways({ losses, paths }, state),
];

/**
 * The paths on the map; what is read there is the loss, the step and the place.
 * @param {import("#figures/types.js").Tables} tables
 * @param {State} state
 */
const ways = ({ losses, paths }, state) =>
  Object.entries(shownNames(state)).map(([rule, label]) => {
    const [x, y] = [paths[`x_${rule}`], paths[`y_${rule}`]];
    /** @type {(at: number) => string} */
    const say = (at) =>
      `${label}: ${told(losses[rule][at])} at step ${at}, x ${short(x[at])}, y ${short(y[at])}`;
    return { axes: "map", on: drawn, curve: rule, label, along: "step", x, y, say, way: true };
  });

export const live = enliven({
  title: "Race of seven rules",
  opens: { steps: 0 },
  lines,
  follow,
  compute,
  move,
  describe,
  words: { "update.momentum": "momentum" }, // a term of the update, not the rule of that name
  mount(figure) {
    for (const surface in SURFACES) {
      globalThis.requestIdleCallback?.(() => rehearse(surface, figure));
    }
    card = cardOf(figure);
    player(figure, "steps", { seconds: 6, once: true });
    handle(figure, { label: "Start point: arrow keys move it", box: figure.axes.map.box });
  },
});
