// A valley turned by an angle: every angle has its own runs, made when the page was built.

import { kept } from "#figures/picture.js";
import { enliven } from "#figures/live.js";
import { list, short } from "#figures/text.js";
import { NAMES } from "../rules.js";

/** @import { Moves, Spec } from "#figures/types.js" */

const RULES = ["sgd", "momentum", "adam"];

/** @type {Spec["compute"]} */
export function compute({ angle }, { angles, [`course_${angle}`]: course }) {
  return { angles, course };
}

/** @type {Spec["move"]} */
export function move({ angles, course }, { angle }, axes) {
  const row = angles.degrees.indexOf(angle);
  /** @type {Moves} */
  const moves = { "readout-angle": { text: `on the way, at ${angle}°` } };
  for (const rule of RULES) {
    moves[`mark-${rule}`] = { at: axes.ends.point(angle, angles[rule][row]) };
    moves[`course-${rule}`] = {
      d: kept(course[rule], () => axes.course.path(course.t, course[rule])),
    };
  }
  return moves;
}

/** @type {Spec["describe"]} */
export function describe({ angles }, { angle }) {
  const row = angles.degrees.indexOf(angle);
  const left = RULES.map((rule) => `${NAMES[rule]} ${short(angles[rule][row], 2)}`);
  return `Valley turned by ${angle} degrees. Share of the loss left after 500 steps: ${list(left)}.`;
}

export const live = enliven({
  title: "Valley turned by an angle",
  lines: ({ angles, course }) =>
    RULES.flatMap((rule) => [
      { axes: "ends", curve: rule, label: NAMES[rule], along: "angle", x: angles.degrees, y: angles[rule] },
      { axes: "course", curve: rule, label: NAMES[rule], along: "step", x: course.t, y: course[rule] },
    ]),
  compute,
  move,
  describe,
});
