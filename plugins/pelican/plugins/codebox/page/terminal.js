/**
 * What a terminal makes of text: `\r` goes back to the line's start, `\b` one column back, escape
 * sequences move, erase and colour, and every other control code vanishes. ECMA-48, as far as
 * programs that print progress and colours use it; a pure reducer.
 *
 * A screen is {lines, row, column, style, …}; a line is {runs: [[text, style], …], length}. A style
 * is a string of class names without their prefix, "" for plain text. Columns are UTF-16 units. A
 * line that wraps goes on in the next one without a break.
 */

import { restyled } from "./ansi.js";

/** @typedef {[text: string, style: string]} Run */
/** @typedef {{runs: Run[], length: number, wraps: boolean}} Line */
/** @typedef {{style: string, rest: string, string: string}} Rest what goes on: see `screen` */
/** @typedef {{lines: Line[], row: number, column: number} & Rest} Screen */

const TALL = 24; // rows that a cursor can address, counted from the last
const WIDE = 200; // columns that a cursor can go to beyond a line's end
const WRAP = 2_000; // columns after which a line goes on in another, to be moved and drawn in parts
const PENDING = 256; // characters after which a sequence without an end is given up

/** Plain text; one control sequence; the start of a string that only its end ends; one control. */
const TOKEN =
  /([^\x00-\x08\x0a-\x1f\x7f-\x9f]+)|(?:\x1b\[|\x9b)([0-?]*)([ -/]*)([@-~])|(\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])|\x1b[ -/]*[0-~]|([^])/y;
const UNFINISHED = /(?:\x1b(?:\[[0-?]*[ -/]*|[ -/]*)|\x9b[0-?]*[ -/]*)$/y;

/**
 * An empty screen; `before` is the one whose colours and unfinished sequence go on in it.
 * @param {Rest} before
 * @returns {Screen}
 */
export function screen({ style, rest, string } = { style: "", rest: "", string: "" }) {
  return { lines: [line()], row: 0, column: 0, style, rest, string };
}

/** @type {() => Line} */
export const line = () => ({ runs: [], length: 0, wraps: false });

/**
 * The text of lines, without any control code.
 * @param {Line[]} lines
 */
export const textOf = (lines) =>
  lines.map(({ runs, wraps }, at) => runs.map(([text]) => text).join("") + (wraps || at === lines.length - 1 ? "" : "\n")).join("");

/**
 * `text` as a terminal leaves it, without colours.
 * @param {string} text
 */
export function plain(text) {
  const to = screen();
  write(to, text);
  return textOf(to.lines);
}

/**
 * Writes `text` on `to`, which is changed. A sequence may be cut anywhere between two writes.
 * @param {Screen} to
 * @param {string} text
 */
export function write(to, text) {
  const input = to.rest + text;
  to.rest = "";
  let at = 0;
  while (at < input.length) {
    if (to.string) {
      at = skipString(to, input, at);
      continue;
    }
    UNFINISHED.lastIndex = at;
    if (isIntroducer(input, at) && UNFINISHED.test(input)) {
      if (input.length - at <= PENDING) to.rest = input.slice(at);
      return;
    }
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(input);
    if (!token) return; // never: its last part is any character
    step(to, token);
    at = TOKEN.lastIndex;
  }
}

/** @type {(text: string, at: number) => boolean} */
const isIntroducer = (text, at) => text[at] === "\x1b" || text[at] === "\x9b";

/**
 * OSC ends at a line's end too, or a stray one would swallow all that follows.
 * @param {Screen} to
 * @param {string} input
 * @param {number} at
 */
function skipString(to, input, at) {
  const END = to.string === "osc" ? /[\x07\x18\x1a\x1b\x9c\n]/g : /[\x07\x18\x1a\x1b\x9c]/g;
  END.lastIndex = at;
  const end = END.exec(input);
  if (!end) return input.length;
  to.string = "";
  // ESC \ ends it: the ESC is read again, with what follows. A line's end stays one.
  return /[\x1b\n]/.test(end[0]) ? end.index : end.index + 1;
}

/**
 * @param {Screen} to
 * @param {RegExpExecArray} token
 */
function step(to, [whole, plain, parameters, between, final, string, control]) {
  if (plain) put(to, plain);
  else if (final) {
    if (!between) SEQUENCES[final]?.(to, parameters);
  } else if (string) to.string = /[\]\x9d]/.test(string) ? "osc" : "other";
  else if (control) CONTROLS[control]?.(to);
  else if (whole === "\x1bc") to.style = "";
  else if (whole === "\x1bM") goTo(to, to.row - 1);
}

/** @param {Screen} to */
function feed(to) {
  if (to.row === to.lines.length - 1) to.lines.push(line());
  to.row += 1;
  to.column = 0;
}

/** @type {Record<string, (to: Screen) => void>} */
const CONTROLS = {
  "\n": feed,
  "\r": (to) => {
    to.column = 0;
  },
  "\b": (to) => {
    to.column = Math.max(0, to.column - 1);
  },
};

/** @type {(parameters: string, otherwise?: number) => number} */
const number = (parameters, otherwise = 1) => {
  const found = /^\d{1,6}/.exec(parameters);
  return found ? Number(found[0]) : otherwise;
};
/** @type {(parameters: string) => number} */
const count = (parameters) => Math.max(1, number(parameters));

/** @type {(to: Screen) => number} */
const top = (to) => Math.max(0, to.lines.length - TALL);

/**
 * @param {Screen} to
 * @param {number} row
 */
function goTo(to, row, column = to.column) {
  to.row = Math.min(Math.max(row, top(to)), to.lines.length - 1);
  to.column = Math.min(Math.max(column, 0), Math.max(WIDE, to.lines[to.row].length));
}

/** @type {Record<string, (to: Screen, parameters: string) => void>} */
const SEQUENCES = {
  m: (to, parameters) => {
    to.style = restyled(to.style, parameters);
  },
  A: (to, parameters) => goTo(to, to.row - count(parameters)),
  B: (to, parameters) => goTo(to, to.row + count(parameters)),
  C: (to, parameters) => goTo(to, to.row, to.column + count(parameters)),
  D: (to, parameters) => goTo(to, to.row, to.column - count(parameters)),
  E: (to, parameters) => goTo(to, to.row + count(parameters), 0),
  F: (to, parameters) => goTo(to, to.row - count(parameters), 0),
  G: (to, parameters) => goTo(to, to.row, count(parameters) - 1),
  H: (to, parameters) => {
    const [row, column = ""] = parameters.split(";");
    goTo(to, top(to) + count(row) - 1, count(column) - 1);
  },
  J: (to, parameters) => {
    const how = number(parameters, 0);
    if (how >= 2) {
      goTo(to, top(to), 0);
      to.lines[to.row] = line();
    } else if (how === 0) eraseLine(to, 0);
    if (how !== 1) to.lines.length = to.row + 1;
  },
  K: (to, parameters) => eraseLine(to, number(parameters, 0)),
};
SEQUENCES.f = SEQUENCES.H;

/**
 * 0: from the cursor on, 1: up to it, 2: all.
 * @param {Screen} to
 * @param {number} how
 */
function eraseLine(to, how) {
  const old = to.lines[to.row];
  if (how === 0) to.lines[to.row] = part(old, 0, to.column);
  else if (how === 2 || to.column + 1 >= old.length) to.lines[to.row] = line();
  else {
    const blank = joined(line(), [[" ".repeat(to.column + 1), ""]]);
    to.lines[to.row] = joined(blank, part(old, to.column + 1, old.length).runs);
  }
}

/**
 * Text at the cursor, over what is there; as on a terminal, a full line goes on in the next.
 * @param {Screen} to
 * @param {string} text
 */
function put(to, text) {
  for (let rest = text; rest; ) {
    if (to.column >= WRAP) wrap(to);
    const piece = rest.slice(0, WRAP - to.column);
    place(to, piece);
    rest = rest.slice(piece.length);
  }
}

/** @param {Screen} to */
function wrap(to) {
  to.lines[to.row].wraps = true;
  feed(to);
}

/**
 * @param {Screen} to
 * @param {string} text
 */
function place(to, text) {
  const old = to.lines[to.row];
  if (to.column < old.length && text.includes("\t")) {
    placeTabs(to, text);
    return;
  }
  if (to.column > old.length) joined(old, [[" ".repeat(to.column - old.length), ""]]);
  if (to.column === old.length) joined(old, [[text, to.style]]);
  else {
    const after = part(old, to.column + text.length, old.length);
    const changed = joined(joined(part(old, 0, to.column), [[text, to.style]]), after.runs);
    to.lines[to.row] = Object.assign(changed, { wraps: old.wraps });
  }
  to.column += text.length;
}

/**
 * Within a line a tab moves on and leaves what is there; at its end it is text like other text.
 * @param {Screen} to
 * @param {string} text
 */
function placeTabs(to, text) {
  const [first, ...others] = text.split("\t");
  if (first) place(to, first);
  for (const piece of others) {
    const stop = 8 * (Math.floor(to.column / 8) + 1);
    if (stop <= to.lines[to.row].length) to.column = stop;
    else {
      to.column = to.lines[to.row].length;
      place(to, "\t");
    }
    if (piece) place(to, piece);
  }
}

/**
 * Columns `from` to `to` of a line; half a pair of surrogates becomes a space.
 * @param {Line} line
 * @param {number} from
 * @param {number} to
 */
function part({ runs }, from, to) {
  const found = line();
  let at = 0;
  for (const [text, style] of runs) {
    const piece = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (piece) joined(found, [[whole(piece), style]]);
    at += text.length;
  }
  return found;
}

/** @param {string} text */
function whole(text) {
  const from = /[\udc00-\udfff]/.test(text[0]) ? 1 : 0;
  const cut = /[\ud800-\udbff]/.test(text.slice(-1)) ? 1 : 0;
  return from || cut ? " ".repeat(from) + text.slice(from, text.length - cut) + " ".repeat(cut) : text;
}

/**
 * `to` with `runs` at its end; neighbours of one style become one.
 * @param {Line} to
 * @param {Run[]} runs
 */
function joined(to, runs) {
  for (const [text, style] of runs) {
    const last = to.runs.at(-1);
    if (last && last[1] === style) last[0] += text;
    else to.runs.push([text, style]);
    to.length += text.length;
  }
  return to;
}
