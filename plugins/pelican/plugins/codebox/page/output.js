/** The Output pane: shows a Log, in step with the screen. Text is text here, never markup. */

import { Log } from "./log.js";
import { Picture } from "./picture.js";

const PACE = 60; // milliseconds between two updates
const SHARE = 4; // a slow update is followed by a rest this many times as long
const DROPPED = "Earlier output is gone: only the last 10,000 lines or 250,000 characters are kept.";
const KINDS = { err: "Standard error", value: "Value of the last expression" };

export class Output {
  /**
   * @param {HTMLElement} pane the element with role log
   * @param {(line: number) => void} go called when a reader follows `line N`
   */
  constructor(pane, go) {
    Object.assign(this, { pane, go, timer: 0, rest: PACE, shown: new Map() });
    this.placeholder = pane.textContent;
    this.log = new Log();
  }

  clear() {
    for (const view of this.shown.values()) view.end?.();
    this.shown.clear();
    this.log = new Log();
    this.pane.replaceChildren();
    this.note = null;
    this.rest = 0; // what comes first is shown at once
  }

  text(pieces, dropped) {
    for (const [stream, text] of pieces) this.log.write(stream === "err" ? "err" : "out", text);
    this.log.dropped ||= dropped > 0;
    this.plan();
  }

  put(entry) {
    this.log.put(entry);
    this.plan();
  }

  /** A timer, not a frame: a page in the background must not pile up what it has not shown. */
  plan() {
    this.timer ||= setTimeout(() => this.show(), this.rest);
  }

  /** Brings the pane up to date now. */
  show() {
    clearTimeout(this.timer);
    this.timer = 0;
    const from = performance.now();
    this.follow = this.pane.scrollHeight - this.pane.scrollTop - this.pane.clientHeight < 40;
    this.forget();
    for (const entry of this.log.entries) this.entry(entry);
    this.toEnd();
    this.rest = Math.max(PACE, SHARE * (performance.now() - from));
  }

  toEnd() {
    if (this.follow) this.pane.scrollTop = this.pane.scrollHeight;
  }

  forget() {
    const kept = new Set(this.log.entries);
    for (const [entry, view] of this.shown) {
      if (kept.has(entry)) break; // the oldest go first
      view.end?.();
      view.element.remove();
      this.shown.delete(entry);
    }
    if (this.log.dropped && !this.note) {
      this.note = element("p", "codebox-note", DROPPED);
      this.pane.prepend(this.note);
    }
  }

  entry(entry) {
    const view = this.shown.get(entry);
    if (!view) {
      const made = this.make(entry);
      this.shown.set(entry, made);
      this.pane.append(made.element);
    } else if (view.text && view.text.data !== entry.text) {
      // Printing appends: text that only grew is not laid out again from its start.
      if (entry.text.startsWith(view.text.data)) {
        view.text.appendData(entry.text.slice(view.text.length));
      } else view.text.data = entry.text;
    }
  }

  make(entry) {
    if (entry.picture) return new Picture(entry, () => this.toEnd());
    if (entry.kind === "error") return this.error(entry);
    const row = element("div", `codebox-text codebox-${entry.kind}`);
    if (KINDS[entry.kind]) row.append(element("span", "codebox-kind", `${KINDS[entry.kind]}: `));
    const text = document.createTextNode(entry.text);
    row.append(text);
    return { element: row, text };
  }

  error({ text, hint }) {
    const block = element("div", "codebox-text codebox-error");
    block.append(element("span", "codebox-kind", "Error: "));
    for (const [part, line] of linked(text)) block.append(line ? this.link(part, line) : part);
    if (hint) block.append(element("p", "codebox-hint", hint));
    return { element: block };
  }

  link(text, line) {
    const link = element("button", "codebox-line", text);
    link.type = "button";
    link.addEventListener("click", () => this.go(line));
    return link;
  }
}

/** Pieces of a traceback: [text, 0], or ["line 3", 3] where it names a line of the reader's code. */
export function linked(text) {
  const pieces = [];
  let at = 0;
  for (const match of text.matchAll(/(File "your code", )(line (\d+))/g)) {
    const start = match.index + match[1].length;
    pieces.push([text.slice(at, start), 0], [match[2], Number(match[3])]);
    at = start + match[2].length;
  }
  return [...pieces, [text.slice(at), 0]].filter(([part]) => part);
}

export function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
