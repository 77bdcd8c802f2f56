/**
 * The text of a box, in whichever field holds it: a textarea, or the editor when that has come. Lines
 * that a running program names are found again, whatever readers have changed since it began.
 */

import { difference, lineNow } from "./edits.js";
import { lazy } from "./lazy.js";
import { Plain } from "./plain.js";

/** @import { Edit, Span } from "./edits.js" */

/** @import { Source } from "./record.js" */
/** @typedef {"tab" | "undo" | "right"} Command of a key that a phone's keyboard lacks */
/** @typedef {(module: string) => Promise<[identifier: string, kind: string][]>} Identifiers */
/** @typedef {{identifiers: Identifiers, source: () => Source}} Upgrade what an editor asks for */
/**
 * @typedef {object} Field what holds the text: a textarea or the editor
 * @property {string} code
 * @property {(edit: Edit, source: Source) => void} replace puts text in the place of other, not as a
 *   reader's change
 * @property {(line: number) => void} mark
 * @property {(line: number) => void} go
 * @property {(text: string) => void} [insert]
 * @property {(command: Command) => void} [press]
 * @property {() => void} [reveal]
 * @property {{bottom: number} | null} [caret]
 */
/** @typedef {(edits: Span[], source?: Source) => void} OnEdits */

export class Code {
  /** @type {Span[]} since the last run began */
  edits = [];
  begun = ""; // the text of that run
  line = 0; // where it has ended, by an error
  now = 0; // and the number which that line has now

  /**
   * @param {HTMLElement} host holds the highlighted <pre>
   * @param {string} keys id of the element that tells how to leave the field
   * @param {(source?: Source) => void} onChange called when a reader has changed the text, with
   *   `source` when that has brought back what `replace` had been given with it
   */
  constructor(host, keys, onChange) {
    this.host = host;
    this.keys = keys;
    this.onChange = onChange;
    this.plain = new Plain(host, (...change) => this.changed(...change));
    /** @type {Field} */
    this.text = this.plain;
  }

  get value() {
    return this.text.code;
  }

  /** @type {OnEdits} */
  changed(edits, source) {
    this.edits.push(...edits);
    this.mark(0);
    this.onChange(source);
  }

  /**
   * Puts `code` here instead, in one step that can be undone; `source` goes with it.
   * @param {string} code
   * @param {Source} source
   */
  replace(code, source) {
    const edit = difference(this.value, code);
    this.text.replace(edit, source);
    this.edits.push({ ...edit, length: edit.insert.length });
    this.mark(0);
  }

  /** The text of a run that begins now. */
  take() {
    this.begun = this.value;
    this.edits = [];
    this.mark(0);
    return this.begun;
  }

  /**
   * The number that a line of the run has now, 0 if it is gone.
   * @param {number} line
   */
  find(line) {
    return lineNow(line, this.begun, this.value, this.edits);
  }

  /**
   * Marks the line where a run has ended, or none (0).
   * @param {number} line
   */
  mark(line) {
    const now = line && this.find(line);
    if (now !== this.now) this.text.mark(now);
    this.line = line;
    this.now = now;
  }

  /** @param {number} line */
  go(line) {
    const now = this.find(line);
    if (now) this.text.go(now);
  }

  // For the keys of a phone

  /** @param {string} text */
  insert(text) {
    this.text.insert?.(text);
  }

  /** @param {Command} command */
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

  /**
   * The editor takes the textarea's place.
   * @param {Upgrade} options
   */
  async upgrade(options) {
    const { plain } = this;
    try {
      const { Editor } = await lazy(() => import("./editor.js"));
      await plain.settled();
      /** @type {OnEdits} */
      const onChange = (...change) => this.changed(...change);
      this.text = new Editor(this.host, plain, { ...options, keys: this.keys, onChange });
      this.text.mark(this.now);
    } catch {
      await this.equip(plain);
    }
  }

  /**
   * The textarea stays; what it lacks comes in a small script of its own.
   * @param {Plain} plain
   */
  async equip(plain) {
    try {
      const { equip } = await lazy(() => import("./area.js"));
      equip(plain);
    } catch {
      // Tab then leaves the code, as in any field
    }
  }
}
