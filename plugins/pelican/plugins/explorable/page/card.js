// A card beside something in the page: it stays while the pointer is on either, or the focus on what it
// belongs to, and goes with Escape, or when both have left (WCAG 1.4.13). It is above the page, and
// scrolls with it; nothing moves for it. Browsers without popovers have none: see `canShow`.

const REST = 150; // milliseconds that a pointer rests on something before its card is shown
const LEAVE = 300; // in which it may go from one to the other
const EDGE = 12; // pixels that are kept free at the window's edges
const GAP = 6;

export const canShow = "popover" in HTMLElement.prototype;

/**
 * Where a card of this size stands: below a line, or above it.
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
 * Of what is set in several lines the one that the pointer is on, or else the first.
 * @param {Element} owner
 * @param {number} [y]
 */
function lineOf(owner, y = NaN) {
  const lines = [...owner.getClientRects()];
  return lines.find(({ top, bottom }) => top <= y && y <= bottom) ?? lines[0];
}

export class Card {
  /** @type {Element | null} What the card stands beside at present. */
  owner = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;

  /** @param {string} name the card's id and class */
  constructor(name) {
    this.element = document.createElement("div");
    Object.assign(this.element, { id: name, className: `explorable-card ${name}`, popover: "manual" });
    document.body.append(this.element);
    document.addEventListener("pointerout", (event) => this.left(event));
    document.addEventListener("pointerdown", ({ target }) => this.has(target) || this.hide());
    document.addEventListener("focusout", ({ target }) => {
      if (target === this.owner && !this.element.matches(":hover")) this.hide();
    });
    document.addEventListener("click", (event) => {
      // Who follows a link is somewhere else.
      const link = /** @type {Element} */ (event.target).closest?.("a");
      if (link && this.has(link) && !event.defaultPrevented) this.hide();
    });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.hide());
    addEventListener("resize", () => this.hide());
  }

  /** @param {EventTarget | null} target */
  has(target) {
    return target instanceof Node && (this.element.contains(target) || !!this.owner?.contains(target));
  }

  /**
   * Shows `nodes` beside `owner`; whether there are any.
   * @param {Element} owner
   * @param {Node[]} nodes
   * @param {number} [y] where the pointer is
   */
  show(owner, nodes, y) {
    clearTimeout(this.timer);
    if (owner === this.owner) return true;
    this.hide();
    if (!nodes.length) return false;
    this.element.replaceChildren(...nodes);
    // The keyboard goes on in the text.
    for (const link of this.element.querySelectorAll("a")) link.tabIndex = -1;
    this.element.showPopover();
    const view = { width: document.documentElement.clientWidth, height: innerHeight };
    const { left, top } = placeOf(lineOf(owner, y), this.element.getBoundingClientRect(), view);
    this.element.style.left = `${left + scrollX}px`;
    this.element.style.top = `${top + scrollY}px`;
    if (owner.matches("a")) owner.setAttribute("aria-describedby", this.element.id);
    this.owner = owner;
    return true;
  }

  /**
   * Shows what `nodes` gives once the pointer has rested.
   * @param {Element} owner
   * @param {() => Node[]} nodes
   * @param {number} y
   */
  rest(owner, nodes, y) {
    clearTimeout(this.timer);
    if (owner === this.owner) return;
    this.timer = setTimeout(() => owner.matches(":hover") && this.show(owner, nodes(), y), REST);
  }

  /** @param {PointerEvent} event */
  left({ pointerType, target }) {
    if (pointerType === "touch" || !this.has(target) || document.activeElement === this.owner) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => this.element.matches(":hover") || this.owner?.matches(":hover") || this.hide(),
      LEAVE,
    );
  }

  hide() {
    clearTimeout(this.timer);
    this.owner?.removeAttribute("aria-describedby");
    this.owner = null;
    this.element.hidePopover();
  }
}
