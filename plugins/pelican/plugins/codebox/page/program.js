/** The code in a box: the article's own, a reader's edits of it, or what came with a link. */

import { Plain } from "./plain.js";
import { edited, keep } from "./store.js";

const FRAGMENT = /^#code=([a-z][\w-]*)\.([\w-]+)$/;

export class Program {
  /**
   * @param {string} name of the box
   * @param {HTMLElement} host holds the highlighted <pre>
   * @param {(text: string, ...choices: [string, () => void][]) => void} notify tells the reader
   */
  constructor(name, host, notify) {
    Object.assign(this, { name, host, notify, foreign: false, line: 0 });
    this.original = host.querySelector("code").textContent;
    this.text = new Plain(host, () => this.changed());
    this.text.set(edited(name) ?? this.original);
  }

  get code() {
    return this.text.code;
  }

  changed() {
    keep(this.name, this.code === this.original ? null : this.code);
    if (this.line) this.mark(0);
  }

  /** Marks the line where a run has ended, or none. */
  mark(line) {
    this.line = line;
    this.text.mark(line);
  }

  /** The editor takes the textarea's place. @param identifiers as for the editor */
  async upgrade(identifiers) {
    try {
      const { Editor } = await import("./editor.js");
      const plain = this.text;
      await plain.settled();
      const onChange = () => this.changed();
      const keys = `codebox-${this.name}-keys`;
      this.text = new Editor(this.host, plain, { keys, identifiers, onChange });
      this.text.mark(this.line);
    } catch {
      // the textarea stays
    }
  }

  reset() {
    const before = this.held();
    if (before.code === this.original) return this.notify("This is the original.");
    this.put({ code: this.original, foreign: false, kept: null });
    this.notify("The original is back.", ["Undo", () => this.restore(before)]);
  }

  /** What is here now, for restore(): also what is kept for the reader, which may be something else. */
  held() {
    return { code: this.code, foreign: this.foreign, kept: edited(this.name) };
  }

  put({ code, foreign, kept }) {
    this.text.set(code);
    keep(this.name, kept);
    this.foreign = foreign;
  }

  restore(before) {
    this.put(before);
    this.notify(before.foreign ? "The link’s code is back." : "Your code is back.");
  }

  async copy() {
    const { copy } = await import("./clipboard.js");
    this.notify((await copy(this.code)) ? "Copied." : "The browser did not allow it.");
  }

  async share() {
    const [{ encode }, { copy }] = await Promise.all([
      import("./share.js"),
      import("./clipboard.js"),
    ]);
    try {
      this.link = await encode(this.name, this.code);
      history.replaceState(null, "", this.link);
    } catch {
      return this.notify("This browser cannot make links of code.");
    }
    const copied = await copy(location.href);
    this.notify(`The link is in the ${copied ? "clipboard" : "address bar"}; it holds the code.`);
  }

  /** Code from the address is shown, never run. True if there is any for this box. */
  open() {
    const [link, name, payload] = location.hash.match(FRAGMENT) ?? [];
    if (link === this.link) return false;
    this.link = link;
    if (name !== this.name) return false;
    this.show(payload);
    return true;
  }

  async show(payload) {
    try {
      const { decode } = await import("./share.js");
      const code = await decode(payload);
      const notice = "This code came with the link and has not been run. Read it first.";
      this.receive({ code, notice, foreign: true });
    } catch {
      this.notify("The link is damaged: its code cannot be read. This is the article's own.");
    }
  }

  /**
   * Shows code from elsewhere; a reader's own is kept until they edit what they see. Foreign code
   * stays so when a reader has changed it.
   */
  receive({ code, notice, foreign = false }) {
    const before = this.held();
    if (code === before.code) return;
    this.put({ code, foreign, kept: before.kept });
    this.notify(notice, ["Put back what was here", () => this.restore(before)]);
  }
}
