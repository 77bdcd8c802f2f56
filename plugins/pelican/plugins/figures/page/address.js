// A figure's state in the address: #figure-mgf?mean=0.4&spread=1.2

import { list, whole } from "./text.js";

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

const NAMED = 3; // complaints that are told one by one; the rest is counted
const LETTERS = 24; // that are quoted of a name from a link

/**
 * A stranger's word for the status line: short, and without characters that hide or turn the text.
 * @param {string} word
 */
function quoted(word) {
  const letters = [...word.slice(0, 4 * LETTERS).replaceAll(/[\p{C}\p{Z}\p{M}]+/gu, " ").trim()];
  return `“${letters.slice(0, LETTERS).join("")}${letters.length > LETTERS ? "…" : ""}”`;
}

/**
 * One sentence, whatever a link holds.
 * @param {string[]} unheard
 */
function complained(unheard) {
  if (!unheard.length) return "";
  const rest = unheard.length - NAMED;
  const named = rest > 0 ? [...unheard.slice(0, NAMED), `${whole(rest)} more`] : unheard;
  return `Part of the link is ignored: ${list(named)}.`;
}

const CURVE = "curve";

/**
 * What the fragment `hash` says to the figure `id`: nothing (null), or values, a complaint, and a
 * curve if it names one of those that `has` says there are. What a control may be can depend on those
 * before it, and on `defaults` where the link says nothing.
 * @param {string} hash
 * @param {string} id
 * @param {import("./types.js").Control[]} controls
 * @param {import("./types.js").State} defaults
 * @param {(curve: string) => boolean} has
 * @returns {{values: import("./types.js").State, complaint: string, curve?: string} | null}
 */
export function heard(hash, id, controls, defaults, has = () => false) {
  const [name, ...queries] = hash.slice(1).split("?");
  if (name !== id || !queries.length) return null;
  const said = new URLSearchParams(queries.join("?"));
  /** @type {import("./types.js").State} */
  const values = {};
  /** @type {string[]} */
  const unheard = [];
  for (const control of controls.filter(({ name }) => said.has(name))) {
    const state = { ...defaults, ...values };
    const given = said.getAll(control.name);
    const value = control.read(given.at(-1) ?? "", state);
    if (value !== undefined) values[control.name] = value;
    else unheard.push(`${control.label} (allowed: ${control.allowed(state)})`);
    if (given.length > 1) unheard.push(`${control.label} (given ${whole(given.length)} times; the last counts)`);
  }
  const curve = said.get(CURVE) ?? "";
  if (has(curve)) said.delete(CURVE);
  const known = new Set(controls.map(({ name }) => name));
  for (const key of new Set(said.keys())) {
    if (!known.has(key)) unheard.push(`${quoted(key)} (unknown)`);
  }
  const found = { values, complaint: complained(unheard) };
  return said.has(CURVE) || !curve ? found : { ...found, curve };
}
