/**
 * What a run has put out, as data: the last 10,000 lines or 250,000 characters of text.
 *
 * An entry is {kind, text, …}. Text is cut into entries of whole lines, so that a view can drop the
 * oldest without touching the rest.
 */

export const LINES = 10_000;
export const CHARACTERS = 250_000;
const PICTURES = 50;
const ENTRY = 2_000; // characters after which a new entry begins

const newlines = (text) => {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
};

export class Log {
  constructor() {
    Object.assign(this, { entries: [], lines: 0, characters: 0, pictures: 0, dropped: false });
  }

  /** Appends text; joins it to the entry before if that is of the same kind and still short. */
  write(kind, text) {
    if (text.length > CHARACTERS) {
      text = text.slice(-CHARACTERS);
      this.dropped = true;
    }
    const last = this.entries.at(-1);
    if (last?.kind === kind && (last.text.length < ENTRY || !last.text.endsWith("\n"))) {
      this.change(last, last.text + text);
    } else this.add({ kind, text: "", lines: 0 }, text);
    this.trim();
  }

  /** Appends an entry that is not joined to others, such as a picture or an error. */
  put(entry) {
    if (entry.picture) this.pictures += 1;
    this.add({ ...entry, text: "", lines: 0 }, entry.text ?? "");
    this.trim();
  }

  add(entry, text) {
    this.entries.push(entry);
    this.change(entry, text);
  }

  change(entry, text) {
    const lines = newlines(text);
    this.lines += lines - entry.lines;
    this.characters += text.length - entry.text.length;
    Object.assign(entry, { text, lines });
  }

  trim() {
    while (this.lines > LINES || this.characters > CHARACTERS || this.pictures > PICTURES) {
      this.dropped = true;
      const first = this.entries[0];
      const excess = Math.max(0, this.characters - CHARACTERS);
      const surplus = Math.max(0, this.lines - LINES);
      if (this.pictures > PICTURES || excess >= first.text.length || surplus >= first.lines + 1) {
        this.drop();
      } else this.change(first, cutFront(first.text, surplus, excess));
    }
  }

  drop() {
    const [first] = this.entries;
    this.change(first, "");
    if (first.picture) this.pictures -= 1;
    this.entries.shift();
  }
}

/** `text` without its first `lines` lines and at least its first `characters` characters. */
function cutFront(text, lines, characters) {
  let at = 0;
  for (let line = 0; line < lines; line += 1) at = text.indexOf("\n", at) + 1;
  if (at >= characters) return text.slice(at);
  const end = text.indexOf("\n", characters - 1) + 1;
  // A single endless line is cut where it must be, any other where a line ends.
  return text.slice(end || characters);
}
