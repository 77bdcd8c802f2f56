// Names light up what they stand for, once a hand is near: what does that comes with the first pointer
// that is over text or a figure, or the first focus in them.

const NEAR = "p, li, dd, td, th, figcaption, figure, h2, h3";
const EVENTS = ["pointerover", "focusin"];

/** @param {Event} event */
function begin(event) {
  if (!(event.target instanceof Element && event.target.closest(NEAR))) return;
  for (const name of EVENTS) document.removeEventListener(name, begin);
  import("./lights.js").then(
    ({ watch }) => watch(event),
    () => {}, // the text is there without it
  );
}

for (const name of EVENTS) document.addEventListener(name, begin);
