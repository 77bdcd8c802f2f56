/**
 * Gathers what a program puts out into few messages.
 *
 * What comes first goes out at once, so that a reader sees it before a long computation; a flood
 * goes out in batches, so that the page stays alive and Stop answers. A worker that computes cannot
 * wait for a timer: everything is decided when something is written.
 */

import { CHARACTERS, LINES, PICTURE_BYTES, PICTURES, ROWS } from "../engine/limits.js";

/** @import { Drawn } from "../engine/pictures.js" */
/** @import { EVENTS, Fields } from "../engine/protocol.js" */
/** @typedef {Fields<typeof EVENTS["text"]>} Text */
/** @typedef {["text", Text] | ["picture", Drawn]} Message */
/** @typedef {{stream: string, text: string, gone?: boolean, picture?: undefined}} Written */
/** @typedef {{picture: Drawn, gone?: boolean, stream?: undefined, text?: undefined}} Pictured */
/** @typedef {Written | Pictured} Item */

const BURST = 100; // messages that may go out back to back
const LONG = 4_000; // characters that are worth a look for what they overwrite themselves
const RATE = 10 / 1000; // messages per millisecond in the long run

const NOTHING = { lines: 0, characters: 0, values: 0, pictures: 0 };

export class Batch {
  /** @type {Item[]} */
  items = [];
  size = 0; // characters
  bytes = 0; // of pictures
  pictures = 0;
  dropped = { ...NOTHING };
  allowance = BURST;

  /**
   * @param {(...message: Message) => void} send `text` with pieces and what was dropped, or `picture`
   * @param {() => number} now milliseconds
   */
  constructor(send, now = () => performance.now()) {
    this.send = send;
    this.now = now;
    this.last = now();
  }

  clear() {
    this.items = [];
    this.size = 0;
    this.bytes = 0;
    this.pictures = 0;
    this.dropped = { ...NOTHING };
  }

  /**
   * Takes `text` printed to a stream, or a value or note of its own; sends it now or later.
   * @param {string} stream
   * @param {string} text
   */
  write(stream, text) {
    const last = this.items.at(-1);
    if (last && !last.picture && last.stream === stream && isStream(stream)) last.text += text;
    else this.items.push({ stream, text });
    this.size += text.length;
    // The end of a line is worth a message; a part of one only while there are plenty.
    this.sent(!isStream(stream) || text.endsWith("\n") ? 1 : BURST / 2);
  }

  /** @param {Drawn} picture */
  draw(picture) {
    this.items.push({ picture });
    this.pictures += 1;
    this.bytes += picture.data.length;
    this.sent(1);
  }

  /**
   * Notes what was left out before it came here.
   * @param {keyof typeof NOTHING} kind
   * @param {number} count
   */
  lose(kind, count) {
    this.dropped[kind] += count;
  }

  /** @param {number} price in messages */
  sent(price) {
    this.shorten(2);
    const time = this.now();
    this.allowance = Math.min(BURST, this.allowance + (time - this.last) * RATE);
    this.last = time;
    if (this.allowance >= price) this.flush();
  }

  /**
   * Drops what the page would drop anyway, once there is `times` as much as it keeps.
   * @param {number} times
   */
  shorten(times) {
    if (this.size > times * CHARACTERS) this.shortenText();
    if (this.items.length > times * ROWS) {
      for (const item of this.items.splice(0, this.items.length - ROWS)) this.forget(item);
    }
    if (this.pictures > times * PICTURES || this.bytes > times * PICTURE_BYTES) this.thinPictures();
  }

  shortenText() {
    this.rewrite();
    for (const item of this.items) {
      if (this.size <= CHARACTERS) break;
      if (item.picture) continue;
      if (isStream(item.stream)) this.cut(item, Math.min(item.text.length, this.size - CHARACTERS));
      else this.forget(item);
    }
    this.items = this.items.filter((item) => item.picture || (item.text && !item.gone));
  }

  /** Of a line that is written anew again and again the page needs the last. */
  rewrite() {
    for (const item of this.items) {
      if (item.picture || !isStream(item.stream) || item.text.length <= LONG) continue;
      if (item.text.includes("\r")) this.replace(item, rewritten(item.text));
    }
  }

  /**
   * Drops an item's first characters.
   * @param {Written} item
   * @param {number} end
   */
  cut(item, end) {
    this.dropped.characters += end;
    this.dropped.lines += newlines(item.text.slice(0, end));
    this.replace(item, item.text.slice(end));
  }

  cutLines() {
    let left = LINES;
    for (const item of this.items.toReversed()) {
      if (item.picture) continue;
      let at = item.text.length;
      while (at > 0 && left >= 0) {
        at = item.text.lastIndexOf("\n", at - 1);
        if (at >= 0) left -= 1;
      }
      if (left < 0 && at >= 0) this.cut(item, at + 1);
    }
  }

  /**
   * @param {Written} item
   * @param {string} text
   */
  replace(item, text) {
    this.size += text.length - item.text.length;
    item.text = text;
  }

  thinPictures() {
    this.items = this.items.filter((item) => {
      const goes = item.picture && (this.pictures > PICTURES || this.bytes > PICTURE_BYTES);
      if (goes) this.forget(item);
      return !goes;
    });
  }

  /** @param {Item} item */
  forget(item) {
    item.gone = true;
    if (item.picture) {
      this.pictures -= 1;
      this.bytes -= item.picture.data.length;
      this.dropped.pictures += 1;
      return;
    }
    const { stream, text } = item;
    this.size -= text.length;
    if (stream === "value") this.dropped.values += 1;
    else {
      this.dropped.characters += text.length;
      this.dropped.lines += newlines(text) || 1; // a row, if a line without an end
    }
  }

  flush() {
    if (!this.items.length && !Object.values(this.dropped).some(Boolean)) return;
    this.rewrite();
    this.shorten(1);
    this.cutLines();
    const { items, dropped } = this;
    this.clear();
    for (const message of messages(items, dropped)) {
      this.allowance -= 1;
      this.send(...message);
    }
  }
}

/** @type {(name: string) => boolean} */
const isStream = (name) => name === "out" || name === "err";

/**
 * What follows on each other and is text makes one message.
 * @param {Item[]} items
 * @param {Text["dropped"]} dropped
 */
function messages(items, dropped) {
  /** @type {Text} */
  let current = { pieces: [], dropped };
  /** @type {Message[]} */
  const found = [["text", current]];
  for (const item of items) {
    if (item.picture) found.push(["picture", item.picture]);
    else {
      if (found.at(-1)?.[0] !== "text") {
        current = { pieces: [], dropped: { ...NOTHING } };
        found.push(["text", current]);
      }
      current.pieces.push([item.stream, item.text]);
    }
  }
  return found.filter(([type, message]) => type === "picture" || !isEmpty(message));
}

/** @type {(text: Text) => boolean} */
const isEmpty = ({ pieces, dropped }) => !pieces.length && !Object.values(dropped).some(Boolean);

/** @param {string} text */
function newlines(text) {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/**
 * `text` without what it overwrites itself: a part of a line that ends with `\r` and is no longer
 * than one that follows. Nothing that a reader would have seen is lost.
 * @param {string} text
 */
export function rewritten(text) {
  return text.split("\n").map(lastWritten).join("\n");
}

/** @param {string} line */
function lastWritten(line) {
  if (!line.includes("\r")) return line;
  // The first part goes on where the text before it ended, and is not written over from its start.
  const [first, ...parts] = line.split("\r");
  /** @type {{part: string, isPlain: boolean}[]} */
  const kept = [];
  for (const part of parts) {
    // Escape sequences and tabs take other room than their length.
    const isPlain = !/\p{Cc}/u.test(part);
    const isHidden = (/** @type {typeof kept[number] | undefined} */ before) =>
      before?.isPlain && before.part.length <= part.length;
    while (isPlain && isHidden(kept.at(-1))) kept.pop();
    kept.push({ part, isPlain });
  }
  return [first, ...kept.map(({ part }) => part)].join("\r");
}
