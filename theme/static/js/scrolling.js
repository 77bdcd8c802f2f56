// What scrolls sideways within itself must be within reach of the keyboard, and only then.

const SCROLLERS =
  ".katex-display, .highlight:not(.codebox-code) pre, .table-scroll";

const NAMES = [
  [".katex-display", "Formula"],
  ["pre", "Code"],
  [".table-scroll", "Table"],
];

/**
 * The accessible name of a scroller that matches one of SCROLLERS.
 * @param {Element} scroller
 */
export function nameOf(scroller) {
  const [, kind] = NAMES.find(([selector]) => scroller.matches(selector)) ?? NAMES[0];
  return `${kind}, scrolls sideways`;
}

/**
 * Puts `scroller` into the tab order if its content is wider than itself, takes it out if not.
 * @param {HTMLElement} scroller
 * @param {boolean} overflows
 */
export function refresh(scroller, overflows) {
  if (overflows === scroller.hasAttribute("tabindex")) return;
  if (overflows) {
    scroller.tabIndex = 0;
    scroller.setAttribute("role", "group");
    scroller.setAttribute("aria-label", nameOf(scroller));
  } else {
    for (const attribute of ["tabindex", "role", "aria-label"]) scroller.removeAttribute(attribute);
  }
}

/**
 * Keeps every scroller of `page` in the state that its width asks for.
 * @param {Document} page
 */
export function watchScrollers(page) {
  const observer = new ResizeObserver((entries) => {
    // All widths are read before anything is written: one layout, however many formulas.
    const states = entries.map(({ target }) => ({
      scroller: /** @type {HTMLElement} */ (target),
      overflows: target.scrollWidth > target.clientWidth + 1,
    }));
    for (const { scroller, overflows } of states) refresh(scroller, overflows);
  });
  for (const scroller of page.querySelectorAll(SCROLLERS)) observer.observe(scroller);
}
