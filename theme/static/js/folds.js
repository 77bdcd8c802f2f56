// What a fold holds is styled and laid out while a hand or the focus comes near: the press that opens it
// has only to show it.

const SOON = 100; // milliseconds, in which a hand that has come near does not press yet

/** @type {(act: () => void) => void} */
const whenIdle = (act) => {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act, { timeout: SOON });
  else setTimeout(act);
};

/** @param {Document} page */
export function prepareFolds(page) {
  const near = (/** @type {Event} */ { target }) => {
    const fold = /** @type {Element} */ (target).closest?.("summary")?.parentElement;
    if (fold?.matches("details:not([open])")) {
      // To ask for a place has everything in the fold laid out, as browsers keep it then.
      whenIdle(() => fold.lastElementChild?.getBoundingClientRect());
    }
  };
  page.addEventListener("pointerover", near, { passive: true });
  page.addEventListener("focusin", near);
}
