/**
 * What a run has put out, as data: the last of everything, within the limits, and a count of what
 * is gone.
 *
 * An entry is {kind, version, …}: text has lines (see terminal.js), a picture has its data. Long text
 * is cut into entries of whole lines, so that a view can drop the oldest without touching the rest.
 */

import {
  ALL_COST,
  ALL_PIXELS,
  CHARACTERS,
  LINES,
  PICTURES,
  PICTURE_BYTES,
  ROWS,
  RUNS,
} from "../engine/limits.js";
import { line, plain, screen, textOf, write } from "./terminal.js";

const BLOCK = 40; // lines of an entry; more than a cursor can go back

/** Text that goes on from where its stream's cursor is, although others have written since. */
const CURSOR = /^(?:[\r\b]|\x1b\[\d*[A-GK])/;

const NOTHING = { lines: 0, characters: 0, values: 0, pictures: 0 };

export class Log {
  constructor() {
    Object.assign(this, { entries: [], open: {}, gone: { ...NOTHING } });
    this.size = { lines: 0, characters: 0, runs: 0, pictures: 0, bytes: 0, pixels: 0, cost: 0 };
  }

  get text() {
    return this.entries.map((entry) => textOf(entry.lines ?? [])).join("");
  }

  /** Notes what was left out before it came here. */
  lose(gone) {
    for (const [kind, count] of Object.entries(gone)) this.gone[kind] += count;
  }

  /** Appends text to a stream, or rewrites its last line, as a terminal would. */
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

  begin(kind, before) {
    const to = screen(before?.screen);
    if (before) before.screen = null;
    return (this.open[kind] = this.add({ kind, screen: to, lines: to.lines }));
  }

  extend(entry, text) {
    write(entry.screen, text);
    this.split(entry);
  }

  /** Appends an entry of its own: a value or a note, an error, a picture. */
  put(entry) {
    const { kind, text } = entry;
    if (entry.picture) this.add(entry);
    else if (kind === "error" || kind === "verdict") this.add({ ...entry, text: plain(text), lines: [] });
    else {
      const to = screen();
      write(to, text);
      this.add({ kind, lines: to.lines });
    }
    this.trim();
  }

  add(entry) {
    this.entries.push(Object.assign(entry, { version: 0, size: {} }));
    this.measure(entry);
    return entry;
  }

  /** Takes whole blocks off the entry's end; the last, where the cursor is, stays open. */
  split(entry) {
    const { screen: to } = entry;
    let at = this.entries.lastIndexOf(entry);
    let { lines } = entry;
    for (let end = blockEnd(lines); end; end = blockEnd(lines)) {
      const rest = lines.splice(end);
      lines.push(line());
      this.measure(entry);
      to.row -= end;
      entry.screen = null;
      entry = { kind: entry.kind, lines: rest, version: 0, size: {}, screen: to, joins: true };
      this.entries.splice((at += 1), 0, entry);
      to.lines = lines = rest;
    }
    this.open[entry.kind] = entry;
    this.measure(entry);
  }

  /** Counts an entry anew; its view is out of date. */
  measure(entry) {
    entry.version += 1;
    const size = sizeOf(entry);
    for (const kind of Object.keys(this.size)) {
      this.size[kind] += (size[kind] ?? 0) - (entry.size[kind] ?? 0);
    }
    entry.size = size;
  }

  trim() {
    const { size } = this;
    while (this.entries.length > ROWS) this.drop(this.entries[0]);
    while (tooManyPictures(size)) this.drop(this.entries.find((entry) => entry.picture));
    while (tooMuchText(size)) {
      const first = this.entries.find((entry) => !entry.picture);
      if (!this.cut(first)) this.drop(first);
    }
  }

  /** Takes lines off an entry's beginning, as many as are too many; false if it would be all. */
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
    if (entry.screen) entry.screen.row = Math.max(0, entry.screen.row - end);
    this.lose({ lines: newlines(removed), characters: characters(removed) });
    this.measure(entry);
    return true;
  }

  drop(entry) {
    const { lines, characters: count } = entry.size;
    if (entry.picture) this.lose({ pictures: 1 });
    else if (entry.kind === "value") this.lose({ values: 1 });
    else this.lose({ lines: lines || Math.sign(count), characters: count });
    Object.assign(entry, { lines: [], text: "", data: null, picture: false });
    this.measure(entry);
    this.entries.splice(this.entries.indexOf(entry), 1);
    if (this.open[entry.kind] === entry) delete this.open[entry.kind];
  }
}

const isUnfinished = (to) => to.lines[to.row].length > 0;

const isBehind = (to) => to.row < to.lines.length - 1 || to.column < to.lines[to.row].length;

const goesOn = (to, text) => isBehind(to) || (isUnfinished(to) && CURSOR.test(to.rest + text));

/** Where a block may end: after a line that does not wrap, with a block's lines left behind it. */
function blockEnd(lines) {
  for (let end = BLOCK; end <= lines.length - BLOCK; end += 1) if (!lines[end - 1].wraps) return end;
  return 0;
}

const newlines = (lines) => lines.reduce((sum, { wraps }) => sum + (wraps ? 0 : 1), 0);
const characters = (lines) => lines.reduce((sum, { length }) => sum + length, 0);

function sizeOf({ picture, lines, text = "", data, pixels = 0, cost = 0 }) {
  if (picture) return { pictures: 1, bytes: data.length, pixels, cost };
  if (!lines.length) return { lines: 0, characters: text.length };
  const ends = newlines(lines) - 1; // the last line has not ended
  return {
    lines: ends,
    characters: characters(lines) + ends,
    runs: lines.reduce((sum, { runs }) => sum + Math.max(0, runs.length - 1), 0),
  };
}

const tooMuchText = ({ lines, characters: count, runs }) =>
  lines > LINES || count > CHARACTERS || runs > RUNS;

const tooManyPictures = ({ pictures, bytes, pixels, cost }) =>
  pictures > PICTURES ||
  bytes > PICTURE_BYTES ||
  pixels > ALL_PIXELS ||
  cost > ALL_COST;

const counted = (count, word) => (count ? [`${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`] : []);

/** What is gone, in words, or "". */
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
