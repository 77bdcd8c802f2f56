/**
 * The row of keys on phones. The page is told that its pointer is coarse, where the browser cannot be:
 * `open.html?play=touch` opens frames whose matchMedia says so before their scripts run.
 */

import { equal, Hand, sleep, until } from "./play.js";

const PAGE = new URL("index.html", location.href).pathname;

/** Has the page in `frame` believe in a finger and in a keyboard of `covers` pixels. */
function pretend(frame) {
  const { contentWindow: window } = frame;
  const real = window.matchMedia.bind(window);
  window.matchMedia = (query) =>
    query.includes("coarse") ? { matches: true, addEventListener() {} } : real(query);
}

async function phone(act) {
  localStorage.clear();
  const frame = document.createElement("iframe");
  Object.assign(frame, { width: 390, height: 844, src: `${PAGE}?frame` });
  document.body.prepend(frame);
  scrollTo(0, 0);
  try {
    await until(() => frame.contentDocument?.querySelector("[data-ready]"), () => "no box");
    pretend(frame);
    const hand = new Hand("first");
    hand.root = frame.contentDocument.querySelector('[data-codebox="first"]');
    frame.contentWindow.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }));
    return await act(hand, frame);
  } finally {
    frame.remove();
    localStorage.clear();
  }
}

const row = (hand) => hand.root.querySelector(".codebox-keyrow");

const key = (hand, label) => row(hand).querySelector(`[aria-label="${label}"]`);

/** A tap as browsers tell it: the focus follows mousedown, unless that is taken. */
function tap(button) {
  const { MouseEvent } = button.ownerDocument.defaultView;
  const options = { bubbles: true, cancelable: true };
  const kept = button.dispatchEvent(new MouseEvent("mousedown", options));
  if (kept) button.focus();
  button.dispatchEvent(new MouseEvent("mouseup", options));
  button.click();
}

async function ready(hand) {
  hand.editor.focus();
  await until(() => row(hand) && hand.root.querySelector(".cm-content"), () => "no row of keys");
  const { editor } = hand;
  editor.focus();
  for (let tries = 0; tries < 5 && hand.code; tries += 1) {
    hand.root.ownerDocument.execCommand("selectAll");
    await sleep(60);
    hand.root.ownerDocument.execCommand("delete");
    await sleep(20);
  }
  return editor;
}

export const all = {
  async "the keys of the row write, and leave the focus in the code"() {
    await phone(async (hand) => {
      const editor = await ready(hand);
      hand.root.ownerDocument.execCommand("insertText", false, "print");
      await sleep(50);
      for (const label of ["Opening bracket", "Opening square bracket", "Quotation mark"]) tap(key(hand, label));
      hand.root.ownerDocument.execCommand("insertText", false, "a");
      await sleep(50);
      for (const label of ["Quotation mark", "Closing square bracket", "Right", "Equals sign", "Underscore", "Colon"]) {
        tap(key(hand, label));
      }
      equal(hand.code, 'print(["a"])=_:');
      equal(hand.root.ownerDocument.activeElement, editor);
      tap(key(hand, "Undo"));
      if (hand.code === 'print(["a"])=_:') throw new Error("nothing was undone");
    });
  },

  async "Tab of the row indents"() {
    await phone(async (hand) => {
      await ready(hand);
      tap(key(hand, "Tab"));
      equal(hand.code, "    ");
    });
  },

  async "the row is there only while the code has the focus"() {
    await phone(async (hand, { contentWindow }) => {
      const editor = await ready(hand);
      const display = () => contentWindow.getComputedStyle(row(hand)).display;
      equal(display(), "grid");
      editor.blur();
      equal(display(), "none");
    });
  },

  async "the row fits a narrow window, with room for a finger on each key"() {
    await phone(async (hand, { contentDocument }) => {
      await ready(hand);
      for (const button of row(hand).querySelectorAll("button")) {
        const { width, height, right } = button.getBoundingClientRect();
        if (width < 44 || height < 44) throw new Error(`${button.ariaLabel}: ${width} x ${height}`);
        if (right > 390) throw new Error(`${button.ariaLabel} ends at ${right}`);
      }
      equal(contentDocument.documentElement.scrollWidth <= 390, true);
    });
  },
};
