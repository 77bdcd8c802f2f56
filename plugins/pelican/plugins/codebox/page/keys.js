/**
 * A row of keys that Python needs and that keyboards on screens hide. It is shown while the code has
 * the focus, stays above the keyboard, and leaves the focus where it is.
 */

/** @import { Code, Command } from "./code.js" */

/** @type {[label: string, name: string, command?: Command][]} without a command it types its label */
const KEYS = [
  ["⇥", "Tab", "tab"],
  ["(", "Opening bracket"],
  [")", "Closing bracket"],
  ["[", "Opening square bracket"],
  ["]", "Closing square bracket"],
  ["{", "Opening brace"],
  ["}", "Closing brace"],
  [":", "Colon"],
  ['"', "Quotation mark"],
  ["'", "Apostrophe"],
  ["=", "Equals sign"],
  ["_", "Underscore"],
  ["→", "Right", "right"],
  ["↶", "Undo", "undo"],
];

const ROOM = 4; // pixels between the caret and the row

/**
 * How much of the page's lower end a keyboard covers; nothing while readers have zoomed in.
 * @param {Pick<VisualViewport, "height" | "offsetTop" | "scale">} seen
 * @param {number} windowHeight
 */
export function covered({ height, offsetTop, scale }, windowHeight) {
  return scale > 1.01 ? 0 : Math.max(0, Math.round(windowHeight - offsetTop - height));
}

/**
 * @param {typeof KEYS[number]} key
 * @param {Code} code
 */
function key([label, name, command], code) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", tabIndex: -1, textContent: label, ariaLabel: name });
  button.setAttribute("aria-label", name);
  button.addEventListener("click", () => (command ? code.press(command) : code.insert(label)));
  return button;
}

/**
 * @param {HTMLElement} host of the code
 * @param {Code} code
 */
export function addKeys(host, code) {
  const row = document.createElement("div");
  row.className = "codebox-keyrow";
  row.setAttribute("role", "toolbar");
  row.setAttribute("aria-label", "Keys for Python");
  row.append(...KEYS.map((one) => key(one, code)));
  // The focus, and with it the keyboard, stays in the code.
  row.addEventListener("mousedown", (event) => event.preventDefault());
  host.after(row);
  outlastTaps(host, row);
  followKeyboard(host, row, code);
}

/**
 * A press takes the focus from the code before it is a click: if the row went at once, what is pressed
 * would move from under the finger.
 * @param {HTMLElement} host
 * @param {HTMLElement} row
 */
function outlastTaps(host, row) {
  const hold = () => row.toggleAttribute("data-held", host.contains(document.activeElement));
  const release = () => row.removeAttribute("data-held");
  addEventListener("mousedown", hold, { capture: true });
  for (const kind of ["mouseup", "dragend"]) addEventListener(kind, release, { capture: true });
}

/**
 * The row may cover the code's last lines: the line with the caret is moved above it.
 * @param {HTMLElement} row
 * @param {Code} code
 */
function uncover(row, code) {
  const hidden = (code.caret?.bottom ?? 0) + ROOM - row.getBoundingClientRect().top;
  if (row.offsetHeight && hidden > 0) scrollBy({ top: hidden, behavior: "instant" });
}

/**
 * @param {HTMLElement} host
 * @param {HTMLElement} row
 * @param {Code} code
 */
function followKeyboard(host, row, code) {
  const { visualViewport: seen } = window;
  const writing = () => host.contains(document.activeElement);
  const soon = () => writing() && requestAnimationFrame(() => uncover(row, code));
  const place = () => {
    if (!seen) return;
    const below = covered(seen, document.documentElement.clientHeight);
    row.style.setProperty("--codebox-keyboard", `${below}px`);
  };
  const resized = () => {
    place();
    if (writing()) code.reveal();
    soon();
  };
  document.addEventListener("selectionchange", soon);
  seen?.addEventListener("resize", resized);
  seen?.addEventListener("scroll", place);
  place();
}
