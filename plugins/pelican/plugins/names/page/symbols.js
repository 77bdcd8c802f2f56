// Letters of formulas, as KaTeX sets them, and what the page's list of symbols says of each: a table in
// an element of the class `symbols`, with the symbol, its meaning and where it is defined in each row.

import { isInSight } from "./words.js";

const HTML = ".katex-html";
const LIST = ".symbols";

/** @typedef {{ meaning: Element[], gid: string }} Entry What a symbol is, and the gid of its lines. */

/**
 * The letter at or around an element of a formula, and what shows it whole: its accent has it inside.
 * @param {Element | null} element
 */
export function letterAt(element) {
  const accent = element?.closest(".katex-accent");
  const letter = accent?.querySelector(".mord:not(:has(*))") ?? element;
  if (!letter?.closest(HTML) || !letter.matches(".mord:not(:has(*))")) return null;
  return /^\p{L}$/u.test(letter.textContent) ? { letter, whole: accent ?? letter } : null;
}

/**
 * How a symbol is looked up, the closer one first: β₁ may be told apart from β, or not.
 * @param {{ letter: Element, whole: Element }} found
 */
export function keysOf({ letter, whole }) {
  const accent = whole === letter ? "" : (whole.querySelector(".accent-body")?.textContent ?? "");
  const own = letter.textContent + accent;
  const marks = [...(whole.parentElement?.children ?? [])].find((one) => one.matches(".msupsub"));
  // The lower of two marks comes first; a single one is the lower if the list says how deep it is.
  const index = marks?.querySelector(".vlist-t2 > .vlist-r > .vlist > span")?.textContent ?? "";
  const digits = index.replace(/[^\p{L}\p{N}]/gu, "");
  return /^\d+$/.test(digits) ? [own + digits, own] : [own];
}

/**
 * The part of a gid that the lines of a symbol have: `mhat` of `\hat m_t`, `beta1` of `\beta_1`.
 * @param {string} tex
 */
export function gidOf(tex) {
  const [, hat = "", name = "", index = ""] = tex.match(/^(\\hat)?\s*\{?\\?([A-Za-z]+)\}?(?:_\{?(\d+))?/) ?? [];
  return name + (hat && "hat") + index;
}

/** The entries of the page's list, by the closest key of their symbols. */
export function entries() {
  /** @type {Map<string, Entry>} */
  const found = new Map();
  for (const row of document.querySelectorAll(`${LIST} tbody tr`)) {
    const [symbol, ...meaning] = row.children;
    const letter = letterAt(symbol.querySelector(`${HTML} .mord:not(:has(*))`));
    const tex = symbol.querySelector("annotation")?.textContent ?? "";
    if (letter) found.set(keysOf(letter)[0], { meaning, gid: gidOf(tex) });
  }
  return found;
}

/**
 * The key in `known` of what is under the pointer, and what shows it; null elsewhere.
 * @param {Element} target
 * @param {Map<string, Entry>} known
 */
export function symbolAt(target, known) {
  const found = target.closest(LIST) ? null : letterAt(target);
  const key = found && keysOf(found).find((one) => known.has(one));
  return found && key ? { key, whole: found.whole } : null;
}

/**
 * The symbols of `key` in sight below `root`.
 * @param {string} key
 * @param {Map<string, Entry>} known
 * @param {Element} root
 * @returns {Element[]}
 */
export function symbolsOf(key, known, root) {
  if (root.matches(HTML)) {
    const letters = [...root.querySelectorAll(".mord:not(:has(*))")];
    const found = letters.map((letter) => symbolAt(letter, known));
    return [...new Set(found.flatMap((one) => (one?.key === key ? [one.whole] : [])))];
  }
  if (root.matches("svg, pre, .katex-mathml")) return [];
  return [...root.children].filter(isInSight).flatMap((child) => symbolsOf(key, known, child));
}

/**
 * What a card says of a symbol.
 * @param {Entry | undefined} entry
 */
export const told = (entry) =>
  (entry?.meaning ?? []).map((cell) => {
    const line = document.createElement("p");
    line.append(...cell.cloneNode(true).childNodes);
    return line;
  });
