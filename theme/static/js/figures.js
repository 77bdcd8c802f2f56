// Brings a drawn figure to life as it nears the window. A figure whose script or data cannot be
// had stays the drawing that it is.

/** How far outside the window a figure's script is fetched. */
const NEAR = "800px 0px";

/** Figures with a script of their own: name in `data-figure` → loader of its module. */
export const scripts = {
  adagrad_decay: () => import("./figures/adagrad_decay.js"),
  convergence: () => import("./figures/convergence.js"),
  counterexample: () => import("./figures/counterexample.js"),
  bias_correction: () => import("./figures/bias_correction.js"),
  coordinate_inspector: () => import("./figures/coordinate_inspector.js"),
  decay: () => import("./figures/decay.js"),
  first_steps: () => import("./figures/first_steps.js"),
  mgf: () => import("./figures/mgf.js"),
  moving_averages: () => import("./figures/moving_averages.js"),
  race: () => import("./figures/race.js"),
  sensitivity: () => import("./figures/sensitivity.js"),
  sparse: () => import("./figures/sparse.js"),
};

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
        enliven(target, loaders[target.dataset.figure]).catch((error) => report(target, error));
      }
    },
    { rootMargin: NEAR },
  );
  for (const figure of page.querySelectorAll("figure[data-figure][data-json]")) {
    if (Object.hasOwn(loaders, figure.dataset.figure)) observer.observe(figure);
  }
  const arrive = () => figureOf(page, page.defaultView.location.hash)?.scrollIntoView();
  page.defaultView.addEventListener("hashchange", arrive);
  arrive();
}

/** The figure whose state the fragment `hash` holds: `#figure-NAME?...` is no element's id. */
export function figureOf(page, hash) {
  const [, id] = hash.match(/^#(figure-\w+)\?/) ?? [];
  return id ? page.getElementById(id) : null;
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

/** Gives back the room that was kept for the controls. */
function report(figure, error) {
  figure.dataset.live = "failed";
  console.warn("A figure stays still:", error);
}
