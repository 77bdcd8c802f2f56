/**
 * The code as a textarea that lies over the highlighted code and shows only its caret and selection:
 * nothing to load, nothing moves. The editor takes its place when it has come; where it does not
 * come, this stays.
 */

import { whenNear } from "./near.js";

export class Plain {
  /**
   * @param {HTMLElement} host holds the highlighted <pre>
   * @param {() => void} onChange
   */
  constructor(host, onChange) {
    this.host = host;
    this.shown = host.querySelector("code");
    this.area = document.createElement("textarea");
    Object.assign(this.area, { className: "codebox-area", spellcheck: false, wrap: "off" });
    this.area.value = this.shown.textContent;
    for (const [name, value] of ATTRIBUTES) this.area.setAttribute(name, value);
    this.area.addEventListener("input", () => {
      this.paint();
      onChange();
    });
    this.area.addEventListener("compositionstart", () => (this.composing = true));
    this.area.addEventListener("compositionend", () => (this.composing = false));
    const scroller = this.shown.parentElement;
    this.area.addEventListener("scroll", () => (scroller.scrollLeft = this.area.scrollLeft));
    this.show = whenNear(host, () => {
      scroller.setAttribute("aria-hidden", "true");
      host.append(this.area);
    });
    this.onChange = onChange;
  }

  get code() {
    return this.area.value;
  }

  get selection() {
    return [this.area.selectionStart, this.area.selectionEnd];
  }

  get focused() {
    return document.activeElement === this.area;
  }

  /** Resolves when no character is being composed: the editor must not cut into one. */
  settled() {
    if (!this.composing) return Promise.resolve();
    return new Promise((resolve) => {
      this.area.addEventListener("compositionend", () => setTimeout(resolve), { once: true });
    });
  }

  set(code) {
    if (code === this.code) return;
    this.area.value = code;
    this.paint();
    this.onChange();
  }

  /** Colours of edited code come with the editor; until then it is plain. */
  paint() {
    this.shown.textContent = `${this.code}\n`;
  }

  focus() {
    this.show();
    this.area.focus();
  }

  go(line) {
    const before = this.code.split("\n").slice(0, line - 1);
    const at = before.join("\n").length + (line > 1 ? 1 : 0);
    this.focus();
    this.area.setSelectionRange(at, at);
  }

  mark() {}

  end() {
    this.show(false);
    this.area.remove();
  }
}

const ATTRIBUTES = [
  ["aria-label", "Python code"],
  ["autocapitalize", "off"],
  ["autocomplete", "off"],
  ["autocorrect", "off"],
  ["rows", "1"],
];
