/**
 * Which interpreter a program gets, and what is made ready for the next one.
 *
 * An interpreter has a `state` and the `modules` that it has imported beforehand; one that runs is
 * never used again. A program gets one that has imported no more than it imports itself: else it
 * would find what another program has asked for.
 */

/**
 * @typedef {"held" | "starting" | "waiting" | "running" | "ended"} State one that is held has begun to
 *   start, which takes half of the time and little memory
 */
/** @typedef {{state: State, modules: string[]}} Planned what a plan knows of an interpreter */

/** @type {(state: State) => (one: Planned) => boolean} */
const is = (state) => (one) => one.state === state;
/** @type {(modules: string[]) => (one: Planned) => boolean} */
const fits = (modules) => (one) => one.modules.every((module) => modules.includes(module));
/** @type {(one: Planned, other: Planned) => number} */
const most = (one, other) => other.modules.length - one.modules.length;

/**
 * @template {Planned} I
 * @param {I[]} live all that there are
 * @param {string[]} modules what the program imports
 * @param {number} room how many there may be
 * @returns {{use?: I, wake?: I, end?: I, start?: boolean, full?: boolean}} the one to use, or what to do
 *   to have one: nothing, if one is on its way; `full` if all run
 */
export function forRun(live, modules, room) {
  const fitting = live.filter(fits(modules));
  const [use] = fitting.filter(is("waiting")).sort(most);
  if (use) return { use };
  if (fitting.some(is("starting"))) return {};
  const wake = live.find(is("held"));
  if (wake) return { wake };
  if (live.length < room) return { start: true };
  const end = live.find((one) => !is("running")(one));
  return end ? { end, start: true } : { full: true };
}

/**
 * For the next program, which is likely to import `modules` again: one that has imported them, and
 * where there is room another that is held, fit for all.
 * @template {Planned} I
 * @param {I[]} live all that there are
 * @param {string[]} modules
 * @param {number} room how many there may be
 * @returns {{rehearse?: I, wake?: I, end?: I, start?: boolean, hold?: boolean}}
 */
export function forNext(live, modules, room) {
  if (live.some(is("starting"))) return {};
  const idle = live.filter(is("waiting"));
  const wake = live.find(is("held"));
  const more = live.length < room;
  if (!idle.length) return wake ? { wake } : { start: more };
  const [fitting] = idle.filter(fits(modules)).sort(most);
  // One that is fit for no program that is likely would only take room.
  if (!fitting) return { end: idle[0], ...(wake ? { wake } : { start: true }) };
  return fitting.modules.length < modules.length ? { rehearse: fitting } : { hold: more };
}
