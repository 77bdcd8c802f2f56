/**
 * The Output pane: shows a Log, in step with the screen. Text is text here, never markup.
 *
 * What comes waits in a queue, and is taken from it in slices: whatever a program puts out, the page
 * has its thread to itself in between, and Stop is answered.
 */

import { CHARACTERS } from "../engine/limits.js";
import { Log, told } from "./log.js";
import { Picture } from "./picture.js";
import { inspected } from "../engine/pictures.js";
import { row, update } from "./rows.js";

const PACE = 60; // milliseconds between two updates
const SHARE = 4; // a slow update is followed by a rest this many times as long
const SLICE = 24; // milliseconds of work at a time; layout comes on top
const BITE = 4_096; // characters taken from the queue at a time
const ROWS = 150; // rows that one update adds, for the sake of layout

export class Output {
  /**
   * @param {HTMLElement} pane the element with role log
   * @param {(line: number) => void} go called when a reader follows `line N`
   */
  constructor(pane, go) {
    Object.assign(this, { pane, go, timer: 0, rest: PACE, shown: new Map() });
    this.placeholder = pane.textContent;
    this.begin();
  }

  begin() {
    Object.assign(this, { log: new Log(), queue: [], waiting: 0, settled: null, note: null, latest: [] });
  }

  clear() {
    for (const view of this.shown.values()) view.end?.();
    this.shown.clear();
    this.begin();
    this.pane.replaceChildren();
    this.rest = 0; // what comes first is shown at once
  }

  /** Pieces of text by stream, and what was left out before. */
  text(pieces, dropped) {
    this.log.lose(dropped);
    for (const [kind, text] of pieces) this.enqueue({ kind, text });
    this.plan();
  }

  picture(picture) {
    this.enqueue({ ...picture, picture: true });
    this.plan();
  }

  put(entry) {
    this.enqueue(entry);
    this.plan();
  }

  enqueue(entry) {
    this.queue.push(entry);
    this.waiting += entry.text?.length ?? 0;
    while (this.waiting > 2 * CHARACTERS) this.skip();
  }

  /** Drops the oldest that waits: there comes more than can be shown. */
  skip() {
    const at = this.queue.findIndex(({ text }) => text);
    const [{ kind, text }] = this.queue.splice(at, 1);
    this.waiting -= text.length;
    this.log.lose(kind === "value" ? { values: 1 } : { lines: text.split("\n").length - 1, characters: text.length });
  }

  /** Calls `then` when all that has come is shown; at once where that is little. */
  settle(then) {
    this.settled = then;
    this.show();
  }

  /** A timer, not a frame: a page in the background must not pile up what it has not shown. */
  plan() {
    this.timer ||= setTimeout(() => this.show(), this.rest);
  }

  /** Brings the pane up to date, or closer to that if there is much to do. */
  show() {
    clearTimeout(this.timer);
    this.timer = 0;
    const from = performance.now();
    this.follow = this.pane.scrollHeight - this.pane.scrollTop - this.pane.clientHeight < 40;
    // What is in the log is shown also while more waits than can be taken in.
    const isTaken = this.feed(from + SLICE);
    const isAll = this.draw(from + 2 * SLICE) && isTaken;
    this.markLatest();
    this.toEnd();
    const spent = performance.now() - from;
    this.rest = this.settled ? spent : Math.max(PACE, SHARE * spent);
    if (!isAll) return this.plan();
    this.settled?.();
    this.settled = null;
  }

  markLatest() {
    for (const row of this.latest) row.classList.remove("codebox-latest");
    this.latest = Array.from(this.pane.children).slice(-3);
    for (const row of this.latest) row.classList.add("codebox-latest");
  }

  toEnd() {
    if (this.follow) this.pane.scrollTop = this.pane.scrollHeight;
  }

  /** Moves what waits into the log; false if there is more when the time is up. */
  feed(end) {
    while (this.queue.length) {
      if (performance.now() > end) return false;
      const entry = this.queue[0];
      if (entry.kind === "out" || entry.kind === "err") this.bite(entry);
      else {
        this.queue.shift();
        this.waiting -= entry.text?.length ?? 0;
        this.log.put(entry.picture ? judged(entry) : entry);
      }
    }
    return true;
  }

  bite(entry) {
    const piece = entry.text.slice(0, BITE);
    this.log.write(entry.kind, piece);
    this.waiting -= piece.length;
    entry.text = entry.text.slice(piece.length);
    if (!entry.text) this.queue.shift();
  }

  /** Brings the rows in step with the log; false if there is more to do. */
  draw(end) {
    this.forget();
    let before = this.note;
    let added = 0;
    for (const entry of this.log.entries) {
      if (performance.now() > end || added >= ROWS) return false;
      if (!this.shown.has(entry)) {
        const view = this.make(entry);
        this.shown.set(entry, view);
        if (before) before.after(view.element);
        else this.pane.prepend(view.element);
        added += 1;
      }
      const view = this.shown.get(entry);
      before = view.element;
      if (view.version !== entry.version && !update(view, entry)) return false;
    }
    return true;
  }

  forget() {
    const kept = new Set(this.log.entries);
    for (const [entry, view] of this.shown) {
      if (kept.has(entry)) continue;
      view.end?.();
      view.element.remove();
      this.shown.delete(entry);
    }
    const words = told(this.log.gone);
    if (!words) return;
    if (!this.note) {
      this.note = element("p", "codebox-note");
      this.pane.prepend(this.note);
    }
    if (this.note.textContent !== words) this.note.textContent = words;
  }

  make(entry) {
    const { version } = entry;
    if (entry.picture) return Object.assign(new Picture(entry, () => this.toEnd()), { version });
    if (entry.kind === "error") return { ...this.error(entry), version };
    return row(entry);
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

/** A picture with what it costs to show, or a note that says why it is not shown. */
function judged(picture) {
  const { problem, ...size } = inspected(picture);
  return problem ? { kind: "note", text: problem } : { ...picture, ...size };
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
