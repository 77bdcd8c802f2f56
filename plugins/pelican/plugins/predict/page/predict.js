// A reader answers before the text does: a fold with a question becomes a form as it nears the window.

/** How far outside the window that is. */
const NEAR = "800px 0px";

/** @type {NodeListOf<HTMLDetailsElement>} */
const folds = document.querySelectorAll("details.predict");

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      const fold = /** @type {HTMLDetailsElement} */ (target);
      // Who has opened it has read the answer; without the form it can be opened.
      const ask = () => import("./form.js").then((form) => fold.open || form.ask(fold, [...folds].indexOf(fold)));
      ask().catch(() => {});
    }
  },
  { rootMargin: NEAR },
);
for (const fold of folds) observer.observe(fold);
