// Brings a drawn figure to life as it nears the window. A figure whose script or data cannot be
// had stays the drawing that it is.

import { followLinks } from "./links.js";

/** How far outside the window a figure's script is fetched. */
const NEAR = "800px 0px";

/** In which a control that is there can take the focus. */
const FRAMES = 300;

/** What takes the focus among a figure's controls. */
const CONTROL = ".figure-live :is(input, select, button, summary, a)";

/**
 * Watches the figures of `page`, and enlivens each that has a script as it nears the window, or as
 * a link or the keyboard comes to it.
 * @param {Document} page
 */
export function watchFigures(page) {
  const figures = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("figure[data-script]")]);
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) ready(/** @type {HTMLElement} */ (target));
      }
    },
    { rootMargin: NEAR },
  );
  /** @type {Map<HTMLElement, Promise<boolean>>} */
  const begun = new Map();
  const ready = (/** @type {HTMLElement} */ figure) => {
    observer.unobserve(figure);
    if (!begun.has(figure)) begun.set(figure, begin(figure));
    return begun.get(figure) ?? Promise.resolve(false);
  };
  for (const figure of figures) {
    observer.observe(figure);
    standIn(figure, () => ready(figure));
  }
  followLinks(page, async (figure) => figures.includes(figure) && ready(figure));
  const view = page.defaultView ?? window;
  const arrive = () => figureOf(page, view.location.hash)?.scrollIntoView();
  view.addEventListener("hashchange", arrive);
  arrive();
}

/**
 * The figure whose state the fragment `hash` holds: `#figure-NAME?...` is no element's id.
 * @param {Document} page
 * @param {string} hash
 */
export function figureOf(page, hash) {
  const [, id] = hash.match(/^#(figure-\w+)\?/) ?? [];
  return id ? page.getElementById(id) : null;
}

/**
 * A drawing takes the focus until its controls are there, so that the keyboard passes no figure by.
 * @param {HTMLElement} figure
 * @param {() => void} wanted
 */
function standIn(figure, wanted) {
  const svg = drawing(figure);
  svg?.setAttribute("tabindex", "0");
  // Not the drawing's own: Chromium has Tab stop at whatever in an SVG listens for the focus.
  figure.addEventListener("focusin", (event) => {
    if (event.target === svg) wanted();
  });
}

/** @param {HTMLElement} figure */
const drawing = (figure) => /** @type {SVGElement | null} */ (figure.querySelector(".figure-svg"));

/**
 * Hands the focus from what stood in for the controls to the first of them. In a section that is just
 * coming into sight a control may take no focus for some frames: what stands in keeps it until then.
 * @param {HTMLElement} figure
 */
function handOver(figure, frames = FRAMES) {
  const held = document.activeElement?.matches(".figure-svg, .figure-retry");
  const inside = held && figure.contains(document.activeElement);
  const control = /** @type {HTMLElement | null} */ (figure.querySelector(CONTROL));
  if (inside && control && frames) {
    control.focus({ preventScroll: true });
    if (document.activeElement !== control) {
      requestAnimationFrame(() => handOver(figure, frames - 1));
      return;
    }
  }
  drawing(figure)?.removeAttribute("tabindex");
  figure.querySelector(".figure-failed")?.remove();
}

/**
 * Enlivens a figure, and says so where that fails; whether it came alive.
 * @param {HTMLElement} figure
 * @returns {Promise<boolean>}
 */
async function begin(figure, again = 0) {
  try {
    await enliven(figure, (address) => import(again ? `${address}?again=${again}` : address));
    handOver(figure);
    return true;
  } catch (error) {
    console.warn("A figure stays still:", error);
    figure.dataset.live = "failed";
    return offerRetry(figure, again);
  }
}

/**
 * Says that a figure stays still, with a button that tries again; a script that could not be had is
 * asked for under another address, for browsers keep the failure of the first.
 * @param {HTMLElement} figure
 * @param {number} again
 * @returns {Promise<boolean>}
 */
function offerRetry(figure, again) {
  const held = figure.querySelector(".figure-retry") === document.activeElement;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button figure-retry", textContent: "Retry" });
  const told = document.createElement("p");
  Object.assign(told, { className: "figure-failed", role: "status" });
  told.append("The data of this figure did not come; it stays as it is drawn. ", button);
  figure.querySelector(".figure-failed")?.remove();
  figure.querySelector(".figure-body")?.after(told);
  drawing(figure)?.removeAttribute("tabindex");
  if (held) button.focus({ preventScroll: true });
  return new Promise((resolve) => {
    button.addEventListener("click", () => resolve(begin(figure, again + 1)), { once: true });
  });
}

/** The site's root: this script lies in a folder of it. */
const SITE = new URL("..", import.meta.url);

/**
 * Loads script and data of `figure` side by side, then hands the figure to its script, a module
 * with `live(root, data)`.
 * @param {HTMLElement} figure
 */
export async function enliven(figure, load = (/** @type {string} */ address) => import(address)) {
  const { script, json } = figure.dataset;
  const [{ live }, data] = await Promise.all([
    load(new URL(script ?? "", SITE).href),
    read(new URL(json ?? "", SITE).href),
  ]);
  live(figure, data);
  figure.dataset.live = "";
}

/** @param {string} address */
async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

if (globalThis.document) watchFigures(document);
