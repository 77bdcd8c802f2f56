/**
 * What a run has put out, as data: the last of everything, within the limits, and a count of what
 * is gone.
 *
 * An entry is {kind, version, …}: text has lines (see terminal.js), a picture has its data. Long text
 * is cut into entries of whole lines, so that a view can drop the oldest without touching the rest.
 */

import { CHARACTERS, LINES, PICTURES, ROWS } from "../engine/limits.js";
import {
  characters,
  KINDS,
  newlines,
  NO_SIZE,
  sizeOf,
  tooManyPictures,
  tooMuchText,
} from "./entries.js";
import { line, plain, screen, textOf, write } from "./terminal.js";

/** @import { Counted, Entry, Failed, Gone, OpenEntry, Piece, Pictured } from "./entries.js" */
/** @import { Size, TextEntry, Verdict, WordEntry, Words } from "./entries.js" */
/** @import { Line, Screen } from "./terminal.js" */

const BLOCK = 40; // lines of an entry; more than a cursor can go back

/** Text that goes on from where its stream's cursor is, although others have written since. */
const CURSOR = /^(?:[\r\b]|\x1b\[\d*[A-GK])/;

const NOTHING = { lines: 0, characters: 0, values: 0, pictures: 0 };

export class Log {
  /** @type {Entry[]} */
  entries = [];
  /** @type {{[stream: string]: OpenEntry}} */
  open = {};
  /** @type {Gone} */
  gone = { ...NOTHING };
  size = { ...NO_SIZE };

  get text() {
    return this.entries.map((entry) => textOf(entry.lines ?? [])).join("");
  }

  /**
   * Notes what was left out before it came here.
   * @param {Partial<Gone>} gone
   */
  lose({ lines = 0, characters: count = 0, values = 0, pictures = 0 }) {
    this.gone.lines += lines;
    this.gone.characters += count;
    this.gone.values += values;
    this.gone.pictures += pictures;
  }

  /**
   * Appends text to a stream, or rewrites its last line, as a terminal would.
   * @param {string} kind of the stream
   * @param {string} text
   */
  write(kind, text) {
    const entry = this.open[kind];
    if (entry === this.entries.at(-1) && entry) this.extend(entry, text);
    else if (entry && isUnfinished(entry.screen) && text.startsWith("\n")) {
      this.extend(entry, "\n"); // ends the line, wherever it is
      if (text.length > 1) this.write(kind, text.slice(1));
    } else if (entry && goesOn(entry.screen, text)) this.extend(entry, text);
    else this.extend(this.begin(kind, entry), text);
    this.trim();
  }

  /**
   * @param {string} kind
   * @param {OpenEntry} [before]
   */
  begin(kind, before) {
    const to = screen(before?.screen);
    if (before) close(before);
    const entry = this.add({ kind, screen: to, lines: to.lines });
    this.open[kind] = entry;
    return entry;
  }

  /**
   * @param {OpenEntry} entry
   * @param {string} text
   */
  extend(entry, text) {
    write(entry.screen, text);
    this.split(entry);
  }

  /**
   * Appends an entry of its own: a value or a note, an error, a picture.
   * @param {Piece} piece
   */
  put(piece) {
    if (piece.picture) this.add(piece);
    else if (stands(piece)) this.add({ ...piece, text: plain(piece.text), lines: [] });
    else {
      const to = screen();
      write(to, piece.text);
      this.add({ kind: piece.kind, lines: to.lines });
    }
    this.trim();
  }

  /**
   * @template {Omit<TextEntry, keyof Counted> | Omit<WordEntry, keyof Counted> | Pictured} E
   * @param {E} piece
   * @returns {E & Counted}
   */
  add(piece) {
    const entry = Object.assign(piece, { version: 0, size: {} });
    this.entries.push(/** @type {Entry} */ (entry));
    this.measure(/** @type {Entry} */ (entry));
    return entry;
  }

  /**
   * Takes whole blocks off the entry's end; the last, where the cursor is, stays open.
   * @param {OpenEntry} entry
   */
  split(entry) {
    const { screen: to, kind } = entry;
    let at = this.entries.lastIndexOf(entry);
    let last = entry;
    for (let end = blockEnd(last.lines); end; end = blockEnd(last.lines)) {
      const rest = last.lines.splice(end);
      last.lines.push(line());
      this.measure(last);
      to.row -= end;
      close(last);
      last = { kind, lines: rest, version: 0, size: {}, screen: to, joins: true };
      this.entries.splice((at += 1), 0, last);
      to.lines = rest;
    }
    this.open[kind] = last;
    this.measure(last);
  }

  /**
   * Counts an entry anew; its view is out of date.
   * @param {Entry} entry
   */
  measure(entry) {
    entry.version += 1;
    this.count(entry, sizeOf(entry));
  }

  /**
   * @param {Entry} entry
   * @param {Partial<Size>} size
   */
  count(entry, size) {
    for (const kind of KINDS) this.size[kind] += (size[kind] ?? 0) - (entry.size[kind] ?? 0);
    entry.size = size;
  }

  trim() {
    const { size } = this;
    while (this.entries.length > ROWS) this.drop(this.entries[0]);
    while (tooManyPictures(size) && this.shorten((entry) => Boolean(entry.picture)));
    while (tooMuchText(size) && this.shorten((entry) => !entry.picture));
  }

  /**
   * Drops the first of the entries that are `fit`, or its first lines if that is enough; false if
   * there is none.
   * @param {(entry: Entry) => boolean} fit
   */
  shorten(fit) {
    const first = this.entries.find(fit);
    if (first && !(first.lines && this.cut(first))) this.drop(first);
    return Boolean(first);
  }

  /**
   * Takes lines off an entry's beginning, as many as are too many; false if it would be all.
   * @param {TextEntry | WordEntry} entry
   */
  cut(entry) {
    const { kind, lines } = entry;
    if (kind === "value" || kind === "note") return false; // whole or not at all
    const over = { ...this.size };
    let end = 0;
    while (end < lines.length - 1 && tooMuchText(over)) {
      over.lines -= lines[end].wraps ? 0 : 1;
      over.characters -= lines[end].length;
      over.runs -= Math.max(0, lines[end].runs.length - 1);
      end += 1;
    }
    if (!end || tooMuchText(over)) return false;
    const removed = lines.splice(0, end);
    if ("screen" in entry && entry.screen) entry.screen.row = Math.max(0, entry.screen.row - end);
    this.lose({ lines: newlines(removed), characters: characters(removed) });
    this.measure(entry);
    return true;
  }

  /** @param {Entry} entry */
  drop(entry) {
    const { lines, characters: count = 0 } = entry.size;
    if (entry.picture) this.lose({ pictures: 1 });
    else if (entry.kind === "value") this.lose({ values: 1 });
    else this.lose({ lines: lines || Math.sign(count), characters: count });
    this.count(entry, {});
    this.entries.splice(this.entries.indexOf(entry), 1);
    if (this.open[entry.kind] === entry) delete this.open[entry.kind];
  }
}

/**
 * Whether it has a view of its own.
 * @param {Words | Failed | Verdict} piece
 * @returns {piece is Failed | Verdict}
 */
const stands = (piece) => piece.kind === "error" || piece.kind === "verdict";

/**
 * Its stream goes on elsewhere.
 * @param {TextEntry} entry
 */
function close(entry) {
  entry.screen = null;
}

/** @type {(to: Screen) => boolean} */
const isUnfinished = (to) => to.lines[to.row].length > 0;

/** @type {(to: Screen) => boolean} */
const isBehind = (to) => to.row < to.lines.length - 1 || to.column < to.lines[to.row].length;

/** @type {(to: Screen, text: string) => boolean} */
const goesOn = (to, text) => isBehind(to) || (isUnfinished(to) && CURSOR.test(to.rest + text));

/**
 * Where a block may end: after a line that does not wrap, with a block's lines left behind it.
 * @param {Line[]} lines
 */
function blockEnd(lines) {
  for (let end = BLOCK; end <= lines.length - BLOCK; end += 1) if (!lines[end - 1].wraps) return end;
  return 0;
}

/** @type {(count: number, word: string) => string[]} */
const counted = (count, word) => (count ? [`${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`] : []);

/**
 * What is gone, in words, or "".
 * @param {Gone} gone
 */
export function told({ lines, characters: count, values, pictures }) {
  const parts = [
    ...counted(lines, "line"),
    ...(lines ? [] : counted(count, "character")),
    ...counted(values, "value"),
    ...counted(pictures, "picture"),
  ];
  if (!parts.length) return "";
  const kept = [...counted(LINES, "line"), ...counted(CHARACTERS, "character"), ...counted(ROWS, "value")];
  return `Earlier output is gone: ${parts.join(", ")}. The last ${kept.join(", ")} and ${PICTURES} pictures are kept.`;
}
