// The entry of a citation, beside it: it stays while the pointer is on either or the focus on the
// citation, and goes with Escape, or when both have left (WCAG 1.4.13).

const REST = 150; // milliseconds that a pointer rests on a citation before its entry is shown
const LEAVE = 300; // in which it may go from one to the other
const EDGE = 12; // pixels that are kept free at the window's edges
const GAP = 6;

const card = document.createElement("div");
card.className = "reference-entry";
card.id = "reference-entry";
card.popover = "manual";
document.body.append(card);

/** @type {HTMLAnchorElement | null} The citation whose entry is shown. */
let shown = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {HTMLAnchorElement} link */
function entryOf(link) {
  const entry = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const copy = /** @type {HTMLElement | undefined} */ (entry?.cloneNode(true));
  copy?.querySelector(".references-back")?.remove();
  // The keyboard goes on in the text; what is here is in the list too.
  for (const one of copy?.querySelectorAll("a") ?? []) one.tabIndex = -1;
  return copy ? [...copy.childNodes] : [];
}

/**
 * Where a card of this size stands: below the line of the citation, or above it.
 * @param {{ left: number, top: number, bottom: number }} line
 * @param {{ width: number, height: number }} size
 * @param {{ width: number, height: number }} view
 */
export function placeOf(line, size, view) {
  const left = Math.max(EDGE, Math.min(line.left, view.width - size.width - EDGE));
  const below = line.bottom + GAP;
  const above = line.top - GAP - size.height;
  return { left, top: below + size.height <= view.height || above < 0 ? below : above };
}

/**
 * The line of a citation that the pointer is on, or else its first.
 * @param {Element} link
 * @param {number} [y]
 */
function lineOf(link, y = NaN) {
  const lines = [...link.getClientRects()];
  return lines.find(({ top, bottom }) => top <= y && y <= bottom) ?? lines[0];
}

/**
 * Shows the entry of a citation; whether there is one.
 * @param {HTMLAnchorElement} link
 * @param {number} [y] where the pointer is
 */
export function show(link, y) {
  clearTimeout(timer);
  if (link === shown) return true;
  hide();
  const entry = entryOf(link);
  if (!entry.length) return false;
  card.replaceChildren(...entry);
  card.showPopover();
  const view = { width: document.documentElement.clientWidth, height: innerHeight };
  const { left, top } = placeOf(lineOf(link, y), card.getBoundingClientRect(), view);
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
  link.setAttribute("aria-describedby", card.id);
  shown = link;
  return true;
}

function hide() {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  card.hidePopover();
}

/**
 * Shows the entry once the pointer has rested.
 * @param {HTMLAnchorElement} link
 * @param {number} y
 */
export function rest(link, y) {
  clearTimeout(timer);
  if (link !== shown) timer = setTimeout(() => link.matches(":hover") && show(link, y), REST);
}

/** @param {EventTarget | null} target */
const isOurs = (target) =>
  target instanceof Node && (card.contains(target) || shown?.contains(target));

document.addEventListener("pointerout", ({ pointerType, target }) => {
  if (pointerType === "touch" || !isOurs(target) || document.activeElement === shown) return;
  clearTimeout(timer);
  timer = setTimeout(() => card.matches(":hover") || shown?.matches(":hover") || hide(), LEAVE);
});
document.addEventListener("focusout", ({ target }) => {
  if (target === shown && !card.matches(":hover")) hide();
});
document.addEventListener("pointerdown", ({ target }) => {
  if (!isOurs(target)) hide();
});
document.addEventListener("click", (event) => {
  if (shown?.contains(/** @type {Node} */ (event.target)) && !event.defaultPrevented) hide(); // to the list
});
addEventListener("resize", hide);
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") hide();
});
