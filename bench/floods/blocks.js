/** Plays every flood and says, as JSON, for how long the page stood still and how soon it stopped. */

import { ENDLESS, FLOODS, stopped, watched } from "./floods.js";

async function ended(code) {
  const { longest } = await watched(code);
  return JSON.stringify({ longest });
}

async function halted(code) {
  const { longest, word } = await stopped(code);
  return JSON.stringify({ longest, word });
}

export const all = {
  ...Object.fromEntries(Object.entries(FLOODS).map(([name, [code]]) => [name, () => ended(code)])),
  ...Object.fromEntries(Object.entries(ENDLESS).map(([name, code]) => [`${name}, without end`, () => halted(code)])),
};
