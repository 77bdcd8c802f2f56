// A figure's state in the address: #figure-mgf?mean=0.4&spread=1.2

import { list } from "./text.js";

/** @param {unknown} value */
const written = (value) => (typeof value === "boolean" ? String(Number(value)) : String(value));

/**
 * The fragment that restores `state`.
 * @param {string} id
 * @param {import("./types.js").Control[]} controls
 * @param {import("./types.js").State} state
 */
export function fragment(id, controls, state) {
  const pairs = controls.map(({ name }) => [name, written(state[name])]);
  return `#${id}?${new URLSearchParams(pairs)}`;
}

/**
 * What the fragment `hash` says to the figure `id`: nothing (null), or values and complaints. What a
 * control may be can depend on those before it, and on `defaults` where the link says nothing.
 * @param {string} hash
 * @param {string} id
 * @param {import("./types.js").Control[]} controls
 * @param {import("./types.js").State} defaults
 */
export function heard(hash, id, controls, defaults) {
  const [name, query] = hash.slice(1).split("?");
  if (name !== id || query === undefined) return null;
  const said = new Map(new URLSearchParams(query));
  /** @type {import("./types.js").State} */
  const values = {};
  /** @type {string[]} */
  const unheard = [];
  for (const control of controls.filter(({ name }) => said.has(name))) {
    const state = { ...defaults, ...values };
    const value = control.read(said.get(control.name) ?? "", state);
    if (value !== undefined) values[control.name] = value;
    else unheard.push(`${control.label} (allowed: ${control.allowed(state)})`);
    said.delete(control.name);
  }
  for (const key of said.keys()) unheard.push(`“${key}” (unknown)`);
  return { values, complaint: unheard.length ? `Part of the link is ignored: ${list(unheard)}.` : "" };
}
