/** What a box shows around its code: the state in words, a meter, buttons. */

import { button, Origin } from "./origin.js";
import { progress, STATES, words } from "./states.js";

export class View {
  /** @param {HTMLElement} root the box, as the press has made it */
  constructor(root) {
    this.root = root;
    this.status = root.querySelector(".codebox-status");
    const buttons = root.querySelectorAll("[data-action]");
    this.buttons = new Map(Array.from(buttons, (button) => [button.dataset.action, button]));
    this.offers = document.createElement("span");
    this.offers.className = "codebox-offers";
    this.meter = document.createElement("progress");
    Object.assign(this.meter, { className: "codebox-meter", max: 1, hidden: true });
    this.meter.setAttribute("aria-label", "Download");
    this.status.after(this.offers, this.meter);
    this.code = root.querySelector(".codebox-code");
    this.origin = new Origin(this.code);
  }

  /** @param {Record<string, () => void>} acts what each button does */
  reveal(acts) {
    for (const part of this.root.querySelectorAll(":scope > [hidden]")) part.hidden = false;
    for (const [action, button] of this.buttons) {
      button.disabled = false;
      button.addEventListener("click", (event) => {
        if (button.ariaDisabled !== "true") acts[action](event);
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
   */
  show(name, more, running, choices = []) {
    this.root.dataset.state = this.state = name;
    this.setStatus(words(name, more));
    this.setChoices(choices);
    const part = progress(name, more);
    this.meter.hidden = part === null;
    if (part !== null) this.meter.value = part;
    this.buttons.get("run").ariaDisabled = String(running);
    this.buttons.get("stop").ariaDisabled = String(!running);
  }

  /** Written only where it differs: a screen reader speaks each change. */
  setStatus(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  setChoices(choices) {
    const focused = this.offers.contains(document.activeElement);
    this.offers.replaceChildren(...choices.map(([label, act]) => button(label, act)));
    if (focused) this.rest();
  }

  /** Whose code this is, with what a reader can do about it; nothing is said of their own. */
  setOrigin(origin, choices) {
    if (this.origin.show(origin, choices)) this.rest();
  }

  /** A button that goes leaves the focus to Run. */
  rest() {
    this.buttons.get("run").focus({ preventScroll: true });
  }

  /** Whether there is more code than is shown, so that it can be opened in full. */
  setLong(long) {
    this.buttons.get("expand")?.toggleAttribute("hidden", !long);
  }

  expand() {
    const full = this.code.toggleAttribute("data-full");
    this.buttons.get("expand").textContent = full ? "Collapse" : "Expand";
    if (!full) this.code.scrollIntoView({ block: "nearest" });
  }
}
