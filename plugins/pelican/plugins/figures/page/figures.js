// Brings a drawn figure to life as it nears the window. A figure whose drawing, script or data cannot
// be had stays the image that it is.

import { DRAWING, Drawn, fetched, handed } from "./drawn.js";
import { followLinks } from "./links.js";

/** How far outside the window a figure's script is fetched. */
const NEAR = "800px 0px";

/** What takes the focus among a figure's controls. */
const CONTROL = ".figure-live :is(input, select, button, summary, a)";

/**
 * What `live` of a figure's module returns, as far as it is used here; a module of an author's own
 * need not return anything.
 * @typedef {{state: object, set(state: object): void, end(): void}} Live
 */

/**
 * Watches the figures of `page`, and enlivens each as it nears the window, or as a link or the keyboard
 * comes to it.
 * @param {Document} page
 */
export function watchFigures(page) {
  const figures = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("figure[data-figure]")]);
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
    if (!begun.has(figure)) begun.set(figure, begin(figure, new Drawn(figure)));
    return begun.get(figure) ?? Promise.resolve(false);
  };
  for (const figure of figures) {
    observer.observe(figure);
    if (figure.dataset.script) standIn(figure, () => ready(figure));
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
  drawing(figure)?.setAttribute("tabindex", "0");
  // Not the drawing's own: Chromium has Tab stop at whatever in an SVG listens for the focus.
  figure.addEventListener("focusin", (event) => {
    if (event.target === drawing(figure)) wanted();
  });
}

/** @param {HTMLElement} figure */
const drawing = (figure) => figure.querySelector(DRAWING);

/**
 * Hands the focus from what stood in for the controls to the first of them.
 * @param {HTMLElement} figure
 */
async function handOver(figure) {
  const held = document.activeElement;
  const control = /** @type {HTMLElement | null} */ (figure.querySelector(CONTROL));
  if (control && held?.matches(".figure-svg, .figure-retry") && figure.contains(held)) await handed(control, held);
  drawing(figure)?.removeAttribute("tabindex");
  figure.querySelector(".figure-failed")?.remove();
}

/**
 * Enlivens a figure, and says so where that fails; whether it came alive.
 * @param {HTMLElement} figure
 * @param {Drawn} drawn
 * @returns {Promise<boolean>}
 */
async function begin(figure, drawn, again = 0) {
  try {
    if (figure.dataset.script) {
      await enliven(figure, drawn, (address) => import(again ? `${address}?again=${again}` : address));
    } else {
      await stand(drawn);
    }
    handOver(figure);
    return true;
  } catch (error) {
    console.warn("A figure stays still:", error);
    figure.dataset.live = "failed";
    return offerRetry(figure, drawn, again);
  }
}

/**
 * Says that a figure stays still, with a button that tries again; a script that could not be had is
 * asked for under another address, for browsers keep the failure of the first.
 * @param {HTMLElement} figure
 * @param {Drawn} drawn
 * @param {number} again
 * @returns {Promise<boolean>}
 */
function offerRetry(figure, drawn, again) {
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
    button.addEventListener("click", () => resolve(begin(figure, drawn, again + 1)), { once: true });
  });
}

/**
 * A figure that does not move: its drawing, and another one when the window's width asks for it.
 * @param {Drawn} drawn
 */
async function stand(drawn) {
  await drawn.place();
  drawn.follow(() => drawn.place());
}

/** The site's root: this script lies in a folder of it. */
const SITE = new URL("..", import.meta.url);

/**
 * Loads drawing, script and data of `figure` side by side, then hands the figure to its script, a
 * module with `live(root, data)`; and again when the window's width asks for another drawing.
 * @param {HTMLElement} figure
 * @param {Pick<Drawn, "place" | "follow">} drawn
 */
export async function enliven(figure, drawn, load = (/** @type {string} */ address) => import(address)) {
  const { script, json } = figure.dataset;
  const [{ live }, data] = await Promise.all([
    load(new URL(script ?? "", SITE).href),
    fetched(new URL(json ?? "", SITE).href).then((response) => response.json()),
    drawn.place(),
  ]);
  /** @type {Live | undefined} */
  let alive = live(figure, data);
  figure.dataset.live = "";
  drawn.follow(async () => {
    if (!alive?.end) return;
    const back = kept(figure);
    await drawn.place();
    const { state } = alive;
    alive.end();
    alive = /** @type {Live} */ (live(figure, data));
    alive.set(state);
    back();
  });
}

/**
 * What a reader has opened among the controls of `figure`, and where the focus is; the function puts it
 * back into others in their place.
 * @param {HTMLElement} figure
 */
function kept(figure) {
  const folds = () => [...figure.querySelectorAll("details")];
  const controls = () => /** @type {HTMLElement[]} */ ([...figure.querySelectorAll(CONTROL)]);
  const open = folds().map((fold) => fold.open);
  const held = controls().findIndex((control) => control === document.activeElement);
  return () => {
    folds().forEach((fold, at) => (fold.open = open[at]));
    controls()[held]?.focus({ preventScroll: true });
  };
}

if (globalThis.document) watchFigures(document);
