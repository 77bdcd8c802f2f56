// What a name or a letter stands for is lit up while a pointer rests on it, or the focus on what is
// called so: its other places, and lines of figures, as far as they are in sight. A letter's meaning
// comes on a card.

import { Card, canShow } from "../../explorable/page/card.js";
import { figuresInSight, keyOf, linesOf } from "./lines.js";
import { entries, symbolAt, symbolsOf, told } from "./symbols.js";
import { finder, nameAt, placesOf } from "./words.js";

/**
 * Something that is lit up: a name or a symbol by its key, and the part of the gids of its lines.
 * @typedef {{ kind: "name" | "symbol", key: string, gid: string }} Light
 */

const REST = 120; // milliseconds that a pointer rests; one that only passes lights nothing
const LINE = "name-lit";
const FIGURE = "name-near";
const SYMBOL = "symbol-lit";
const PLACE = "name-place";

const meta = document.querySelector('meta[name="explorable-names"]');
/** @type {import("./words.js").Names} */
const names = JSON.parse(meta?.getAttribute("content") ?? "{}");
const find = finder(names);
const symbols = entries();
/** @type {Map<string, Light>} */
const byGid = new Map();
for (const [key, { gid }] of symbols) byGid.set(gid, { kind: "symbol", key, gid });
for (const gid of Object.keys(names)) byGid.set(gid, { kind: "name", key: gid, gid });
const gids = [...byGid.keys()];
const card = canShow ? new Card("symbol-meaning") : null;

/** @type {Light | undefined} */
let wanted;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function putOut() {
  for (const key of Object.keys(names)) CSS.highlights?.delete(`name-${key}`);
  for (const name of [LINE, FIGURE, SYMBOL, PLACE]) {
    for (const one of document.querySelectorAll(`.${name}`)) one.classList.remove(name);
  }
}

/**
 * Lights up one thing alone, or nothing.
 * @param {Light | undefined} light
 * @param {Element | null} own a figure that has lit it up by itself
 */
function show(light, own) {
  putOut();
  if (!light) return;
  const { kind, key, gid } = light;
  if (kind === "symbol") {
    for (const one of symbolsOf(key, symbols, document.body)) one.classList.add(SYMBOL);
  } else if (CSS.highlights) {
    const places = placesOf(find, key, document.body);
    for (const { startContainer } of places) startContainer.parentElement?.classList.add(PLACE);
    CSS.highlights.set(`name-${key}`, new Highlight(...places));
  }
  for (const figure of figuresInSight()) {
    const lines = figure === own ? [] : linesOf(figure, gid);
    for (const line of lines) line.classList.add(LINE);
    if (lines.length) figure.classList.add(FIGURE);
  }
}

/**
 * @param {Light | undefined} [light]
 * @param {Element | null} [own]
 */
function want(light, own = null) {
  if (light === wanted) return;
  wanted = light;
  clearTimeout(timer);
  timer = setTimeout(show, REST, light, own);
}

/**
 * The texts in `element`, apart from each other: a switch may have a name and a note.
 * @param {Element} element
 */
function textsOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode).data);
  return texts.join(" ");
}

/** @param {Element | null | undefined} element */
const nameOf = (element) => byGid.get((element && find(textsOf(element))[0]?.key) ?? "");

/** @param {PointerEvent | MouseEvent} event */
function point({ target, type, clientX, clientY }) {
  if (!(target instanceof Element) || card?.element.contains(target)) return;
  const figure = target.closest("svg")?.closest("figure[data-figure]");
  if (figure) {
    const own = figure.querySelector(".lit") ? figure : null;
    return want(byGid.get(keyOf(target, gids)), own);
  }
  const symbol = symbolAt(target, symbols);
  if (!symbol) return want(nameOf(target.closest("label")) ?? byGid.get(nameAt(find, clientX, clientY)));
  const entry = symbols.get(symbol.key);
  want(byGid.get(entry?.gid ?? ""));
  if (type === "click") card?.show(symbol.whole, told(entry), clientY);
  else if (card?.owner !== symbol.whole) card?.rest(symbol.whole, () => told(entry), clientY);
}

/** @param {Event} event */
function focus({ target }) {
  if (!(target instanceof HTMLElement) || !target.matches(":focus-visible")) return;
  const label = "labels" in target ? /** @type {HTMLInputElement} */ (target).labels?.[0] : null;
  want(nameOf(label ?? (target.matches("a, button") ? target : null)));
}

/** @param {KeyboardEvent} event */
function key(event) {
  if (event.key === "Escape") return want();
  // Arrow keys read a figure off, which lights up the line that they are on.
  const reading = /** @type {Element} */ (event.target).closest?.(".reading");
  const figure = reading?.closest("figure[data-figure]");
  if (figure) want(byGid.get(keyOf(figure, gids)), figure);
}

/**
 * Watches hands and focus from now on; `event` is the last until here.
 * @param {Event} event
 */
export function watch(event) {
  const hand = (/** @type {PointerEvent} */ moved) => {
    if (moved.pointerType !== "touch" && !moved.buttons) point(moved); // who holds something points at nothing
  };
  document.addEventListener("pointermove", hand, { passive: true });
  document.addEventListener("click", point);
  document.addEventListener("focusin", focus);
  document.addEventListener("focusout", () => want());
  document.addEventListener("keyup", key);
  document.documentElement.addEventListener("pointerleave", () => want());
  const last = /** @type {PointerEvent} */ (event);
  if (event.type === "focusin") focus(event);
  else if (last.type === "click" || last.pointerType === "touch") point(last);
  else hand(last);
}
