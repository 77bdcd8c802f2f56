/**
 * Which interpreter a program gets, and what is made ready for the next one.
 *
 * An interpreter has a `state` and the `modules` that it has imported beforehand; one that runs is
 * never used again. A program gets one that has imported no more than it imports itself: else it
 * would find what another program has asked for.
 */

/** @typedef {"starting" | "waiting" | "running" | "ended"} State */
/** @typedef {{state: State, modules: string[]}} Planned what a plan knows of an interpreter */

/** @type {(one: Planned) => boolean} */
const waits = ({ state }) => state === "waiting";
/** @type {(one: Planned) => boolean} */
const runs = ({ state }) => state === "running";
/** @type {(modules: string[]) => (one: Planned) => boolean} */
const fits = (modules) => (one) => one.modules.every((module) => modules.includes(module));
/** @type {(one: Planned, other: Planned) => number} */
const most = (one, other) => other.modules.length - one.modules.length;

/**
 * @template {Planned} I
 * @param {I[]} live all that there are
 * @param {string[]} modules what the program imports
 * @param {number} room how many there may be
 * @returns {{use?: I, end?: I, start?: boolean, full?: boolean}} the one to use, or what to do to have
 *   one: nothing, if one is on its way; `full` if all run
 */
export function forRun(live, modules, room) {
  const fitting = live.filter((one) => !runs(one) && fits(modules)(one));
  const [use] = fitting.filter(waits).sort(most);
  if (use) return { use };
  if (fitting.length) return {};
  if (live.length < room) return { start: true };
  const end = live.find((one) => !runs(one));
  return end ? { end, start: true } : { full: true };
}

/**
 * For the next program, which is likely to import `modules` again: one that has imported them, and
 * where there is room another, which has imported nothing and is fit for all.
 * @template {Planned} I
 * @param {I[]} live all that there are
 * @param {string[]} modules
 * @param {number} room how many there may be
 * @returns {{rehearse?: I, end?: I, start?: boolean}}
 */
export function forNext(live, modules, room) {
  if (live.some(({ state }) => state === "starting")) return {};
  const idle = live.filter(waits);
  const fitting = idle.filter(fits(modules));
  const more = live.length < room;
  if (!idle.length || fitting.some((one) => one.modules.length === modules.length)) return { start: more };
  // One that is fit for no program that is likely would only take room.
  return fitting.length ? { rehearse: fitting[0] } : { end: idle[0], start: true };
}
