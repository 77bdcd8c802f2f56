// What a name stands for is lit up while a pointer rests on it or the focus is on what is called so:
// other places of the name, and lines of figures, as far as they are in sight.

import { figuresInSight, keyOf, linesOf } from "./lines.js";
import { finder, nameAt, placesOf } from "./words.js";

const REST = 120; // milliseconds that a pointer rests on a name; one that only passes lights nothing
const LIT = "name-lit";
const NEAR = "name-near";

/** @type {import("./words.js").Names} */
const names = JSON.parse(document.querySelector('meta[name="explorable-names"]')?.getAttribute("content") ?? "{}");
const keys = Object.keys(names);
const find = finder(names);

let lit = ""; // the key that is lit up
let wanted = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Lights up `key` alone, or nothing for "".
 * @param {string} key
 * @param {Element | null} own a figure that has lit it up by itself
 */
function light(key, own) {
  if (lit) {
    CSS.highlights?.delete(`name-${lit}`);
    for (const one of document.querySelectorAll(`.${LIT}`)) one.classList.remove(LIT);
    for (const one of document.querySelectorAll(`.${NEAR}`)) one.classList.remove(NEAR);
  }
  lit = key;
  if (!key) return;
  if (CSS.highlights) CSS.highlights.set(`name-${key}`, new Highlight(...placesOf(find, key, document.body)));
  for (const figure of figuresInSight()) {
    const lines = figure === own ? [] : linesOf(figure, key);
    for (const line of lines) line.classList.add(LIT);
    if (lines.length) figure.classList.add(NEAR);
  }
}

/**
 * @param {string} key
 * @param {Element | null} [own]
 */
function want(key, own = null) {
  if (key === wanted) return;
  wanted = key;
  clearTimeout(timer);
  timer = setTimeout(light, REST, key, own);
}

/** @param {Element} target */
const drawingOf = (target) => target.closest("svg")?.closest("figure[data-figure]") ?? null;

/** @param {PointerEvent | MouseEvent} event */
function point({ target, clientX, clientY }) {
  if (!(target instanceof Element)) return;
  const drawing = drawingOf(target);
  if (drawing) want(keyOf(target, keys), drawing.querySelector(".lit") ? drawing : null);
  else want(wordOf(target.closest("label")) || nameAt(find, clientX, clientY));
}

/** @param {Element | null | undefined} element */
const wordOf = (element) => find(element?.textContent ?? "")[0]?.key ?? "";

/** @param {Event} event */
function focus({ target }) {
  if (!(target instanceof HTMLElement) || !target.matches(":focus-visible")) return;
  const label = "labels" in target ? /** @type {HTMLInputElement} */ (target).labels?.[0] : null;
  const own = target.matches("a, button") ? target : null;
  want(wordOf(label ?? own));
}

/** @param {KeyboardEvent} event */
function key(event) {
  if (event.key === "Escape") return want("");
  // Arrow keys read a figure off, which lights up the line that they are on.
  const target = /** @type {Element} */ (event.target);
  const figure = target.closest?.(".reading")?.closest("figure[data-figure]");
  if (figure) want(keyOf(figure, keys), figure);
}

/**
 * Watches hands and focus from now on; `event` is the first.
 * @param {Event} event
 */
export function watch(event) {
  const hand = (/** @type {PointerEvent} */ moved) => moved.pointerType !== "touch" && point(moved);
  document.addEventListener("pointermove", hand, { passive: true });
  document.addEventListener("click", point);
  document.addEventListener("focusin", focus);
  document.addEventListener("focusout", () => want(""));
  document.addEventListener("keyup", key);
  document.documentElement.addEventListener("pointerleave", () => want(""));
  if (event.type === "focusin") focus(event);
  else point(/** @type {PointerEvent} */ (event));
}
