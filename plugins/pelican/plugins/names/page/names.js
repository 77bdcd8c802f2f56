// Names light up what they stand for, once a hand is near: what does that comes with the first pointer
// that is over text or a figure, or the first focus in them.

const NEAR = "p, li, dd, td, th, figcaption, figure, h2, h3";
const FIRST = ["pointerover", "focusin"];
// No pointerover: a page that is laid out anew may move below a mouse that rests elsewhere.
const NEXT = ["pointermove", "click", "focusin"];

/** @type {Event} */
let last; // the hand goes on while the script comes: where it is then counts

/** @param {Event} event */
function note(event) {
  const { target, type } = event;
  // A press, too, puts the focus somewhere.
  if (type !== "focusin" || /** @type {Element} */ (target).matches(":focus-visible")) last = event;
}

/** @param {Event} event */
function begin(event) {
  if (!(event.target instanceof Element && event.target.closest(NEAR))) return;
  for (const name of FIRST) document.removeEventListener(name, begin);
  for (const name of NEXT) document.addEventListener(name, note, { passive: true });
  last = event;
  const coming = import("./lights.js").then(
    ({ watch }) => watch(last),
    () => {}, // the text is there without it
  );
  coming.finally(() => {
    for (const name of NEXT) document.removeEventListener(name, note);
  });
}

for (const name of FIRST) document.addEventListener(name, begin);
