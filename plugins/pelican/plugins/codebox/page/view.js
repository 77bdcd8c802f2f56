/** What a box shows around its code: the state in words, a meter, buttons. */

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
  }

  /** @param {Record<string, () => void>} acts what each button does */
  reveal(acts) {
    for (const part of this.root.querySelectorAll("[hidden]")) {
      if (part !== this.meter) part.hidden = false;
    }
    for (const [action, button] of this.buttons) {
      button.disabled = false;
      button.addEventListener("click", () => button.ariaDisabled === "true" || acts[action]());
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
    this.offers.replaceChildren(
      ...choices.map(([label, act]) => {
        const button = Object.assign(document.createElement("button"), { type: "button" });
        button.textContent = label;
        button.addEventListener("click", act);
        return button;
      }),
    );
  }
}
