// Brings a drawn figure to life as it nears the window. A figure whose script or data cannot be
// had stays the drawing that it is.

/** How far outside the window a figure's script is fetched. */
const NEAR = "800px 0px";

/** Figures with a script of their own: name in `data-figure` → loader of its module. */
export const scripts = {};

/**
 * Watches the figures of `page`, and enlivens each that `loaders` know as it nears the window.
 * @param {Document} page
 * @param {Record<string, () => Promise<{live: (root: HTMLElement, data: object) => void}>>} loaders
 */
export function watchFigures(page, loaders = scripts) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        enliven(target, loaders[target.dataset.figure]).catch(report);
      }
    },
    { rootMargin: NEAR },
  );
  for (const figure of page.querySelectorAll("figure[data-figure][data-json]")) {
    if (Object.hasOwn(loaders, figure.dataset.figure)) observer.observe(figure);
  }
}

/** Loads script and data of `figure` side by side, then hands the figure to its script. */
export async function enliven(figure, load) {
  const [script, data] = await Promise.all([load(), read(figure.dataset.json)]);
  script.live(figure, data);
  figure.dataset.live = "";
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

function report(error) {
  console.warn("A figure stays still:", error);
}
