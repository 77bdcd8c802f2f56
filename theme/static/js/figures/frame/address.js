// A figure's state in the address: #figure-mgf?mean=0.4&spread=1.2

import { list } from "./text.js";

const written = (value) => (typeof value === "boolean" ? String(Number(value)) : String(value));

/** The fragment that restores `state`. */
export function fragment(id, controls, state) {
  const pairs = controls.map(({ name }) => [name, written(state[name])]);
  return `#${id}?${new URLSearchParams(pairs)}`;
}

/** What the fragment `hash` says to the figure `id`: nothing (null), or values and complaints. */
export function heard(hash, id, controls) {
  const [name, query] = hash.slice(1).split("?");
  if (name !== id || query === undefined) return null;
  const values = {};
  const unheard = [];
  for (const [key, text] of new URLSearchParams(query)) {
    const control = controls.find((one) => one.name === key);
    const value = control?.read(text);
    if (value !== undefined) values[key] = value;
    else unheard.push(control ? `${control.label} goes ${control.allowed}` : `there is no “${key}”`);
  }
  return { values, complaint: unheard.length ? `The link is partly ignored: ${list(unheard)}.` : "" };
}
