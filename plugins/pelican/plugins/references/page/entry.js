// The entry of a citation, on a card beside it.

import { Card } from "../../explorable/page/card.js";

const card = new Card("reference-entry");

/** @param {HTMLAnchorElement} link */
function entryOf(link) {
  const entry = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const copy = /** @type {HTMLElement | undefined} */ (entry?.cloneNode(true));
  copy?.querySelector(".references-back")?.remove();
  return copy ? [...copy.childNodes] : [];
}

/**
 * Shows the entry at once; whether there is one.
 * @param {HTMLAnchorElement} link
 */
export const show = (link) => card.show(link, entryOf(link));

/**
 * Shows the entry once the pointer has rested.
 * @param {HTMLAnchorElement} link
 * @param {number} y
 */
export const rest = (link, y) => card.rest(link, () => entryOf(link), y);
