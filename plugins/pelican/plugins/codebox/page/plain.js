/**
 * The code as a textarea that lies over the highlighted code and shows only its caret and selection:
 * nothing to load, nothing moves. The editor takes its place when it has come; where it does not
 * come, this stays.
 */

import { difference } from "./edits.js";
import { numbers } from "./lines.js";
import { whenNear } from "./near.js";

/** @import { Command } from "./code.js" */
/** @import { Edit, Span } from "./edits.js" */

export class Plain {
  composing = false; // a character, of which this is only a part yet
  area = document.createElement("textarea");
  /** @type {((text: string) => void) | undefined} what comes in a script of its own: see area.js */
  insert;
  /** @type {((command: Command) => void) | undefined} */
  press;

  /**
   * @param {HTMLElement} host holds the highlighted <pre>
   * @param {(edits: Span[]) => void} onChange
   */
  constructor(host, onChange) {
    this.host = host;
    this.onChange = onChange;
    this.shown = /** @type {HTMLElement} */ (host.querySelector("code"));
    this.pre = /** @type {HTMLElement} */ (this.shown.parentElement);
    this.before = this.shown.textContent;
    Object.assign(this.area, { className: "codebox-area", spellcheck: false, wrap: "off" });
    this.area.value = this.before;
    for (const [name, value] of ATTRIBUTES) this.area.setAttribute(name, value);
    this.area.addEventListener("input", () => this.changed());
    this.area.addEventListener("compositionstart", () => (this.composing = true));
    this.area.addEventListener("compositionend", () => (this.composing = false));
    this.area.addEventListener("scroll", () => this.follow());
    this.show = whenNear(host, () => this.lay());
  }

  /** Lays the textarea over the code, which is out of the reach of Tab from then on. */
  lay() {
    const { activeElement } = document;
    this.pre.setAttribute("aria-hidden", "true");
    this.pre.tabIndex = -1; // a browser lets Tab into whatever scrolls
    this.host.append(this.area);
    if (activeElement === this.pre) this.area.focus({ preventScroll: true });
  }

  follow() {
    const { scrollLeft, scrollTop } = this.area;
    Object.assign(this.pre, { scrollLeft, scrollTop });
  }

  get code() {
    return this.area.value;
  }

  get selection() {
    return [this.area.selectionStart, this.area.selectionEnd];
  }

  get focused() {
    return this.host.contains(document.activeElement);
  }

  /** Resolves when no character is being composed: the editor must not cut into one. */
  settled() {
    if (!this.composing) return Promise.resolve();
    return new Promise((resolve) => {
      this.area.addEventListener("compositionend", () => setTimeout(resolve), { once: true });
    });
  }

  changed() {
    const { from, to, insert } = difference(this.before, this.code, this.area.selectionEnd);
    this.paint();
    this.onChange([{ from, to, length: insert.length }]);
  }

  /**
   * Puts `insert` in the place of what lies between; not a reader's change.
   * @param {Edit} edit
   */
  replace({ from, to, insert }) {
    if (from === to && !insert) return;
    const { code } = this;
    this.area.value = code.slice(0, from) + insert + code.slice(to);
    this.paint();
  }

  /** Colours of edited code come with the editor; until then it is plain. */
  paint() {
    this.before = this.code;
    this.shown.textContent = `${this.code}\n`;
    this.pre.dataset.numbers = numbers(this.code.split("\n").length);
  }

  focus() {
    this.show();
    this.area.focus();
  }

  /** @param {number} line */
  go(line) {
    const before = this.code.split("\n").slice(0, line - 1);
    const at = before.join("\n").length + (line > 1 ? 1 : 0);
    this.focus();
    this.area.setSelectionRange(at, at);
  }

  /** A textarea has nothing to mark a line with. */
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
