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
import { element, failure, verdict } from "./words.js";

/** @import { Entry, Gone, Piece, WordEntry } from "./entries.js" */
/** @import { Drawn } from "../engine/pictures.js" */
/** @import { Row } from "./rows.js" */
/**
 * What shows an entry: rows are brought in step with it, all else is made once.
 * @typedef {Row | Made | Picture} View
 * @typedef {{element: HTMLElement}} Made
 */

const PACE = 60; // milliseconds between two updates
const SHARE = 4; // a slow update is followed by a rest this many times as long
const SLICE = 24; // milliseconds of work at a time; layout comes on top
const BITE = 4_096; // characters taken from the queue at a time
const ROWS = 150; // rows that one update adds, for the sake of layout
const DRAWN = 4_000; // cost of the drawings that a browser has yet to draw; one may be more

export class Output {
  log = new Log();
  /** @type {Piece[]} */
  queue = [];
  waiting = 0; // characters in the queue
  /** @type {(() => void) | null} called when all that has come is shown */
  settled = null;
  /** @type {HTMLElement | null} which says what is gone */
  note = null;
  /** @type {Element[]} the rows at the end */
  latest = [];
  /** @type {Map<Entry, View>} */
  shown = new Map();
  /** @type {ReturnType<typeof setTimeout> | 0} */
  timer = 0;
  rest = PACE;
  follow = false; // the end is in sight, and is to stay there

  /**
   * @param {HTMLElement} pane the element with role log
   * @param {(line: number) => void} go called when a reader follows `line N`
   */
  constructor(pane, go) {
    this.pane = pane;
    this.go = go;
  }

  clear() {
    for (const view of this.shown.values()) if (view instanceof Picture) view.end();
    this.shown.clear();
    this.log = new Log();
    this.queue = [];
    this.waiting = 0;
    this.settled = null;
    this.note = null;
    this.latest = [];
    this.pane.replaceChildren();
    this.rest = 0; // what comes first is shown at once
  }

  /**
   * Pieces of text by stream, and what was left out before.
   * @param {[kind: string, text: string][]} pieces
   * @param {Partial<Gone>} dropped
   */
  text(pieces, dropped) {
    this.log.lose(dropped);
    for (const [kind, text] of pieces) this.enqueue({ kind, text });
    this.plan();
  }

  /** @param {Drawn} picture */
  picture(picture) {
    this.put({ ...picture, picture: true });
  }

  /** @param {Piece} piece */
  put(piece) {
    this.enqueue(piece);
    this.plan();
  }

  /** @param {Piece} entry */
  enqueue(entry) {
    this.queue.push(entry);
    this.waiting += entry.text?.length ?? 0;
    while (this.waiting > 2 * CHARACTERS) this.skip();
  }

  /** Drops the oldest that waits: there comes more than can be shown. */
  skip() {
    const at = this.queue.findIndex(({ text }) => text);
    const [{ kind, text = "" }] = this.queue.splice(at, 1);
    this.waiting -= text.length;
    this.log.lose(kind === "value" ? { values: 1 } : { lines: text.split("\n").length - 1, characters: text.length });
  }

  /**
   * Calls `then` when all that has come is shown; at once where that is little.
   * @param {() => void} then
   */
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
    if (this.timer) clearTimeout(this.timer);
    this.timer = 0;
    const from = performance.now();
    this.follow = this.pane.scrollHeight - this.pane.scrollTop - this.pane.clientHeight < 40;
    // What is in the log is shown also while more waits than can be taken in.
    const isTaken = this.feed(from + SLICE);
    const isAll = this.draw(from + 2 * SLICE) && isTaken;
    this.markLatest();
    this.toEnd();
    const spent = performance.now() - from;
    this.rest = Math.max(PACE, this.settled ? spent : SHARE * spent);
    if (isAll) {
      this.settled?.();
      this.settled = null;
    } else this.plan();
  }

  markLatest() {
    for (const row of this.latest) row.classList.remove("codebox-latest");
    this.latest = Array.from(this.pane.children).slice(-3);
    for (const row of this.latest) row.classList.add("codebox-latest");
  }

  toEnd() {
    if (this.follow) this.pane.scrollTop = this.pane.scrollHeight;
  }

  /**
   * Moves what waits into the log; false if there is more when the time is up.
   * @param {number} end
   */
  feed(end) {
    while (this.queue.length) {
      if (performance.now() > end) return false;
      const [entry] = this.queue;
      if (!entry.picture && (entry.kind === "out" || entry.kind === "err")) this.bite(entry);
      else {
        this.queue.shift();
        this.waiting -= entry.text?.length ?? 0;
        this.log.put(entry.picture ? judged(entry) : entry);
      }
    }
    return true;
  }

  /** @param {{kind: string, text: string}} entry of a stream, the first in the queue */
  bite(entry) {
    const piece = entry.text.slice(0, BITE);
    this.log.write(entry.kind, piece);
    this.waiting -= piece.length;
    entry.text = entry.text.slice(piece.length);
    if (!entry.text) this.queue.shift();
  }

  /**
   * Brings the rows in step with the log; false if there is more to do.
   * @param {number} end
   */
  draw(end) {
    this.forget();
    let before = this.note;
    let added = 0;
    let toDraw = 0;
    for (const entry of this.log.entries) {
      if (performance.now() > end || added >= ROWS) return false;
      const known = this.shown.get(entry);
      if (entry.picture && entry.cost && isToDraw(known)) {
        if (!known && toDraw && toDraw + entry.cost > DRAWN) return false;
        toDraw += entry.cost;
      }
      const view = known ?? this.make(entry);
      if (!known) {
        this.shown.set(entry, view);
        if (before) before.after(view.element);
        else this.pane.prepend(view.element);
        added += 1;
      }
      before = view.element;
      if (isBehind(view, entry) && entry.lines && !update(view, entry)) return false;
    }
    return true;
  }

  forget() {
    const kept = new Set(this.log.entries);
    for (const [entry, view] of this.shown) {
      if (kept.has(entry)) continue;
      if (view instanceof Picture) view.end();
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

  /**
   * @param {Entry} entry
   * @returns {View}
   */
  make(entry) {
    if (entry.picture) return new Picture(entry, () => this.toEnd());
    if (!isWords(entry)) return row(entry);
    return { element: entry.kind === "verdict" ? verdict(entry, this.go) : failure(entry, this.go) };
  }
}

/** @param {Entry} entry @returns {entry is WordEntry} */
const isWords = (entry) => entry.kind === "verdict" || entry.kind === "error";

/**
 * Whether a view is not there yet, or is a picture that the browser has not come to.
 * @param {View | undefined} view
 */
const isToDraw = (view) => !view || (view instanceof Picture && !view.image.complete);

/**
 * Whether a view is one of rows that are to be brought in step.
 * @param {View} view
 * @param {Entry} entry
 * @returns {view is Row}
 */
const isBehind = (view, entry) => "nodes" in view && view.version !== entry.version;

/**
 * A picture with what it costs to show, or a note that says why it is not shown.
 * @param {import("./entries.js").Pictured} picture
 * @returns {Piece}
 */
function judged(picture) {
  const { problem, ...size } = inspected(picture);
  return problem ? { kind: "note", text: problem } : { ...picture, ...size };
}
