/**
 * Reads the site in the frame with a hand, in whichever browser this is.
 */

import { report } from "./framed.js";

const view = () => document.querySelector("iframe").contentWindow;
const page = () => view().document;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what, told, patience = 20_000) {
  for (const end = performance.now() + patience; !what(); await wait(50)) {
    if (performance.now() > end) throw new Error(told);
  }
}

/** What is seen of the element, once it is in sight and nothing moves it any more. */
async function inSight(find) {
  await until(() => page()?.readyState === "complete" && find(), "it is not there");
  let last;
  await until(() => {
    find().scrollIntoView({ block: "center" });
    const top = find().getClientRects()[0]?.top; // none while the text waits for its fonts
    const rests = top === last && top >= 0 && top < view().innerHeight;
    last = top;
    return rests;
  }, "it does not come to rest");
  return find();
}

const pointer = (type, pointerType, { x, y, width, height }) =>
  new (view().PointerEvent)(type, {
    pointerType, clientX: x + width / 2, clientY: y + height / 2, bubbles: true, cancelable: true,
  });

/** A finger, as far as the page can know. */
function tap(element) {
  const box = element.getClientRects()[0];
  for (const type of ["pointerover", "pointerdown", "pointerup", "click"]) {
    element.dispatchEvent(pointer(type, "touch", box));
  }
}

const press = (key) =>
  page().dispatchEvent(new (view().KeyboardEvent)("keydown", { key, bubbles: true }));
const isShown = (selector) => page().querySelector(selector)?.matches(":popover-open");
const citation = () => page().querySelector("a[href='#ref-polyak']");

const PLAYS = {
  async "a tap shows an entry, and Escape dismisses it"() {
    tap(await inSight(citation));
    await until(() => isShown(".reference-entry"), "no entry is shown");
    if (view().location.hash) throw new Error("the link was followed as well");
    press("Escape");
    if (isShown(".reference-entry")) throw new Error("the entry is still there");
  },

  async "the focus shows an entry, and takes it away"() {
    const link = await inSight(citation);
    link.focus({ focusVisible: true });
    await until(() => isShown(".reference-entry"), "no entry is shown");
    if (page().activeElement !== link) throw new Error("the focus is elsewhere");
    link.blur();
    if (isShown(".reference-entry")) throw new Error("the entry is still there");
  },

  async "a pointer on a name lights up where else it stands"() {
    const paragraph = await inSight(() => page().querySelector("#two-ideas-joined ~ p em").parentElement);
    const walker = page().createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let at = -1;
    while (at < 0 && walker.nextNode()) at = walker.currentNode.data.indexOf("SGD");
    const range = page().createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + 3);
    const box = range.getBoundingClientRect();
    for (const type of ["pointerover", "pointermove"]) {
      paragraph.dispatchEvent(pointer(type, "mouse", box)); // one of them is the first on the page
    }
    await until(() => view().CSS.highlights.has("name-sgd"), "the name is not lit up");
    if (view().CSS.highlights.get("name-sgd").size < 2) throw new Error("it is alone");
  },

  async "a tap on a letter tells its meaning"() {
    const paragraph = await inSight(() => page().querySelector("#two-ideas-joined + p"));
    const letters = [...paragraph.querySelectorAll(".katex-html .mathnormal")];
    tap(letters.find((one) => one.textContent === "η"));
    await until(() => isShown(".symbol-meaning"), "no meaning is shown");
    const told = page().querySelector(".symbol-meaning").textContent;
    if (!told.includes("learning rate")) throw new Error(told);
    press("Escape");
  },

  async "a guess brings the answer"() {
    const form = await inSight(() => page().querySelector("#layer-3 div.predict") ??
      page().querySelector("#layer-3 .predict"));
    await until(() => page().querySelector("#layer-3 div.predict"), "no form is there");
    page().querySelectorAll("#layer-3 button.predict-choice")[2].click();
    const shown = page().querySelector("#layer-3 .predict-shown");
    if (!shown.textContent.includes("learning rates")) throw new Error(form.outerHTML);
    if (!shown.getBoundingClientRect().height) throw new Error("the answer is not seen");
  },
};

await report(PLAYS);
