// Links in prose show a figure in a state, and the reader finds back to the text. Part of the page's
// first script: what it had in common with another would be one more to wait for.

import { DRAWING } from "./drawn.js";

const ROOM = 40; // pixels above a figure, in which the way back stands
const FRAMES = 8; // in which sections that come into sight find their heights

/**
 * Takes clicks on links to figures of `page`: the figure comes into view if it is not, and, once
 * `ready(figure)`, moves to the state of the link.
 * @param {Document} page
 * @param {(figure: HTMLElement) => Promise<unknown>} ready
 */
export function followLinks(page, ready) {
  page.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.("a[href^='#figure-']");
    if (!(link instanceof HTMLAnchorElement) || link.closest(".figure-live") || !plain(event)) return;
    const figure = page.getElementById(link.hash.slice(1).split("?")[0]);
    if (!figure) return;
    event.preventDefault();
    if (location.hash !== link.hash) history.pushState(null, "", link.hash);
    const { top } = link.getBoundingClientRect();
    if (!inView(figure)) {
      align(figure, placeOf(figure));
      offerReturn(figure, link, top);
    }
    const tell = () => figure.dispatchEvent(new CustomEvent("figure:link", { detail: link.hash }));
    ready(figure).then(tell, () => {});
  });
}

/**
 * A click that follows a link here, not in another tab.
 * @param {MouseEvent} event
 */
const plain = (event) =>
  !event.defaultPrevented &&
  !(event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);

/** What covers the page's upper edge. */
const barHeight = () => parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;

/** @param {HTMLElement} figure */
const boxOf = (figure) => (figure.querySelector(DRAWING) ?? figure).getBoundingClientRect();

/**
 * Whether the whole drawing is seen.
 * @param {HTMLElement} figure
 */
function inView(figure) {
  const { top, bottom } = boxOf(figure);
  return top >= barHeight() && bottom <= innerHeight;
}

/**
 * Where a figure stands in the window: below the bar, or higher if its drawing is as high as that.
 * @param {HTMLElement} figure
 */
const placeOf = (figure) =>
  Math.max(ROOM, Math.min(barHeight() + ROOM, innerHeight - boxOf(figure).height));

/**
 * Scrolls until `element` stands `top` pixels below the window's edge, and keeps it there while
 * sections around it are laid out.
 * @param {Element} element
 * @param {number} top
 */
function align(element, top, frames = FRAMES) {
  const off = element.getBoundingClientRect().top - top;
  if (Math.abs(off) > 1) scrollBy({ top: off, behavior: "instant" });
  if (frames) requestAnimationFrame(() => align(element, top, frames - 1));
}

/** @type {() => void} Takes the way back away. */
let withdraw = () => {};

/**
 * A button above `figure` that leads back to `link`, which stood at `top` in the window, until the
 * link is seen again.
 * @param {HTMLElement} figure
 * @param {HTMLAnchorElement} link
 * @param {number} top
 */
function offerReturn(figure, link, top) {
  withdraw();
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "figure-return", textContent: "Back to the text" });
  const observer = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && withdraw());
  withdraw = () => {
    observer.disconnect();
    if (button === document.activeElement) link.focus({ preventScroll: true });
    button.remove();
    withdraw = () => {};
  };
  button.addEventListener("click", () => {
    align(link, top);
    withdraw();
  });
  figure.querySelector(".figure-body")?.after(button);
  button.focus({ preventScroll: true });
  observer.observe(link);
}
