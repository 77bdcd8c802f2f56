/** What a box shows around its code: the state in words, a meter, buttons. */

import { button, Origin } from "./origin.js";
import { progress, STATES, words } from "./states.js";

/** @import { Choice } from "./origin.js" */
/** @import { More, Name } from "./states.js" */
/** @typedef {"run" | "check" | "stop" | "reset" | "copy" | "share" | "expand"} Action */

/**
 * What the press has put into each box.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {HTMLElement} root
 * @param {string} selector
 */
export const partOf = (root, selector) => /** @type {E} */ (root.querySelector(selector));

export class View {
  /** @type {Name} */
  state = "idle";
  offers = document.createElement("span");
  meter = document.createElement("progress");

  /** @param {HTMLElement} root the box, as the press has made it */
  constructor(root) {
    this.root = root;
    this.status = partOf(root, ".codebox-status");
    /** @type {NodeListOf<HTMLButtonElement>} */
    const buttons = root.querySelectorAll("[data-action]");
    this.buttons = new Map(
      Array.from(buttons, (one) => [/** @type {Action} */ (one.dataset.action), one]),
    );
    this.runs = partOf(root, '[data-action="run"]');
    this.offers.className = "codebox-offers";
    Object.assign(this.meter, { className: "codebox-meter", max: 1, hidden: true });
    this.meter.setAttribute("aria-label", "Download");
    this.status.after(this.offers, this.meter);
    this.code = partOf(root, ".codebox-code");
    this.origin = new Origin(this.code);
  }

  /** @param {Record<Action, (event: Event) => void>} acts what each button does */
  reveal(acts) {
    /** @type {NodeListOf<HTMLElement>} */
    const hidden = this.root.querySelectorAll(":scope > [hidden]");
    for (const part of hidden) part.hidden = false;
    for (const [action, button] of this.buttons) {
      button.disabled = false;
      button.addEventListener("click", (event) => {
        if (button.getAttribute("aria-disabled") !== "true") acts[action](event);
      });
    }
    this.root.dataset.ready = "";
  }

  /** Whether news of a download or a start may be shown. */
  get waits() {
    return Boolean(STATES[this.state].waits);
  }

  /**
   * The state `name` in words, with `choices` beside them: labels and what they do just now. Run and
   * Stop follow from whether a run is on.
   * @param {Name} name
   * @param {More | undefined} more
   * @param {boolean} running
   * @param {Choice[]} choices
   */
  show(name, more, running, choices = []) {
    this.root.dataset.state = this.state = name;
    this.setStatus(words(name, more));
    this.setChoices(choices);
    const part = progress(name, more);
    this.meter.hidden = part === null;
    if (part !== null) this.meter.value = part;
    this.setDisabled("run", running);
    this.setDisabled("check", running);
    this.setDisabled("stop", !running);
  }

  /**
   * @param {Action} action
   * @param {boolean} disabled
   */
  setDisabled(action, disabled) {
    this.buttons.get(action)?.setAttribute("aria-disabled", String(disabled));
  }

  /**
   * Written only where it differs: a screen reader speaks each change.
   * @param {string} text
   */
  setStatus(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  /** @param {Choice[]} choices */
  setChoices(choices) {
    const focused = this.offers.contains(document.activeElement);
    this.offers.replaceChildren(...choices.map(([label, act]) => button(label, act)));
    if (focused) this.rest();
  }

  /**
   * Whose code this is, with what a reader can do about it; nothing is said of their own.
   * @param {string} origin
   * @param {Choice[]} choices
   */
  setOrigin(origin, choices) {
    if (this.origin.show(origin, choices)) this.rest();
  }

  /** A button that goes leaves the focus to Run. */
  rest() {
    this.runs.focus({ preventScroll: true });
  }

  /**
   * Whether there is more code than is shown, so that it can be opened in full.
   * @param {boolean} long
   */
  setLong(long) {
    this.buttons.get("expand")?.toggleAttribute("hidden", !long);
  }

  expand() {
    const full = this.code.toggleAttribute("data-full");
    const expand = this.buttons.get("expand");
    if (expand) expand.textContent = full ? "Collapse" : "Expand";
    if (!full) this.code.scrollIntoView({ block: "nearest" });
  }
}
