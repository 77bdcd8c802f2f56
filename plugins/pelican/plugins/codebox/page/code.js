/**
 * The text of a box, in whichever field holds it: a textarea, or the editor when that has come. Lines
 * that a running program names are found again, whatever readers have changed since it began.
 */

import { difference, lineNow } from "./edits.js";
import { lazy } from "./lazy.js";
import { Plain } from "./plain.js";

export class Code {
  /**
   * @param {HTMLElement} host holds the highlighted <pre>
   * @param {string} keys id of the element that tells how to leave the field
   * @param {(source?: object) => void} onChange called when a reader has changed the text, with
   *   `source` when that has brought back what `replace` had been given with it
   */
  constructor(host, keys, onChange) {
    Object.assign(this, { host, keys, onChange, edits: [], begun: "", line: 0, now: 0 });
    this.text = new Plain(host, (...change) => this.changed(...change));
  }

  get value() {
    return this.text.code;
  }

  changed(edits, source) {
    this.edits.push(...edits);
    this.mark(0);
    this.onChange(source);
  }

  /** Puts `code` here instead, in one step that can be undone; `source` goes with it. */
  replace(code, source) {
    const edit = difference(this.value, code);
    this.text.replace(edit, source);
    this.edits.push({ ...edit, length: edit.insert.length });
    this.mark(0);
  }

  /** The text of a run that begins now. */
  take() {
    Object.assign(this, { begun: this.value, edits: [] });
    this.mark(0);
    return this.begun;
  }

  /** The number that a line of the run has now, 0 if it is gone. */
  find(line) {
    return lineNow(line, this.begun, this.value, this.edits);
  }

  /** Marks the line where a run has ended, or none (0). */
  mark(line) {
    const now = line && this.find(line);
    if (now !== this.now) this.text.mark(now);
    Object.assign(this, { line, now });
  }

  go(line) {
    const now = this.find(line);
    if (now) this.text.go(now);
  }

  // For the keys of a phone

  insert(text) {
    this.text.insert?.(text);
  }

  press(command) {
    this.text.press?.(command);
  }

  /** Keeps the caret in sight; browsers do so by themselves in a textarea. */
  reveal() {
    this.text.reveal?.();
  }

  get caret() {
    return this.text.caret ?? null;
  }

  /** The editor takes the textarea's place. @param options as for the editor */
  async upgrade(options) {
    const plain = this.text;
    try {
      const { Editor } = await lazy(() => import("./editor.js"));
      await plain.settled();
      const onChange = (...change) => this.changed(...change);
      this.text = new Editor(this.host, plain, { ...options, keys: this.keys, onChange });
      this.text.mark(this.now);
    } catch {
      await this.equip(plain);
    }
  }

  /** The textarea stays; what it lacks comes in a small script of its own. */
  async equip(plain) {
    try {
      const { equip } = await lazy(() => import("./area.js"));
      equip(plain);
    } catch {
      // Tab then leaves the code, as in any field
    }
  }
}
