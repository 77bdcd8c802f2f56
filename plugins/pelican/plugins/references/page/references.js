// A citation shows its entry in place, to a pointer that rests on it, to the focus and to a tap. What
// does that comes with the first hand that is near one; until then, and without it, each is a link.

const CITATION = "a[href^='#ref-']";

const entries = () => import("./entry.js");
let tapped = false; // whether the last that pressed was a finger

/**
 * @param {Event} event
 * @returns {HTMLAnchorElement | null}
 */
const citation = ({ target }) => (target instanceof Element ? target.closest(CITATION) : null);

/** @param {MouseEvent} event */
function tap(event) {
  const link = tapped && !event.defaultPrevented && citation(event);
  // The second tap follows the link.
  if (!link || link.hasAttribute("aria-describedby")) return;
  event.preventDefault();
  entries().then(
    ({ show }) => show(link) || link.click(),
    () => link.click(),
  );
  tapped = false;
}

if ("popover" in HTMLElement.prototype) {
  document.addEventListener("pointerover", (event) => {
    const link = event.pointerType !== "touch" && citation(event);
    if (link) entries().then(({ rest }) => rest(link, event.clientY), () => {});
  });
  document.addEventListener("focusin", (event) => {
    const link = citation(event);
    if (link?.matches(":focus-visible")) entries().then(({ show }) => show(link), () => {});
  });
  document.addEventListener("pointerdown", ({ pointerType }) => (tapped = pointerType === "touch"), true);
  document.addEventListener("click", tap);
}
