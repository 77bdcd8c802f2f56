// Brings a drawn figure to life as it nears the window. A figure whose script or data cannot be
// had stays the drawing that it is.

/** How far outside the window a figure's script is fetched. */
const NEAR = "800px 0px";

/**
 * Watches the figures of `page`, and enlivens each that has a script as it nears the window.
 * @param {Document} page
 */
export function watchFigures(page) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        const figure = /** @type {HTMLElement} */ (target);
        enliven(figure).catch((error) => report(figure, error));
      }
    },
    { rootMargin: NEAR },
  );
  for (const figure of page.querySelectorAll("figure[data-script]")) observer.observe(figure);
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

/**
 * Gives back the room that was kept for the controls.
 * @param {HTMLElement} figure
 * @param {unknown} error
 */
function report(figure, error) {
  figure.dataset.live = "failed";
  console.warn("A figure stays still:", error);
}

if (globalThis.document) watchFigures(document);
