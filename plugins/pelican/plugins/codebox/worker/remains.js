/**
 * What an interpreter leaves that has ended in the middle of a program, told as an error of the
 * program: Pyodide's last act is to have it print where it was.
 */

import { messageOf } from "../engine/errors.js";

const HEAD = "Stack (most recent call first):\n";
const FRAME = /^ {2}File "(.+)", line (\d+) in (.+)$/gm;
const MINE = "your code"; // as in python/program.py
const COMPILER = /codebox_reader\/(program|rehearsal)\.py/;
const ENDED = "RecursionError: the engine's stack has ended";
const LONG = 1000; // characters of a line that may be nested so deeply
const STACK = /call stack|recursion/i;
const MEMORY = /memory|allocat/i;

const DEEP = "Python's C code calls itself too deeply for this browser's stack: nest less, or use a loop.";
const LARGE = "If it was the memory of this browser that ended, smaller arrays may fit.";
const NESTED = "The code is nested too deeply for this browser's stack: split it into several statements.";
const OTHER = "The interpreter itself has ended here, and a new one will run the next program.";

export class Remains {
  text = "";

  /**
   * @param {string} text printed by C code
   * @returns {string} what of it is the program's and not from its end
   */
  apart(text) {
    if (!this.text && !text.startsWith(HEAD)) return text;
    this.text += text;
    return "";
  }

  /**
   * @param {unknown} error what came to JavaScript
   * @param {string} code the program's
   * @returns {{text: string, line: number, hint: string} | null} an `error`, if it is known where
   */
  error(error, code) {
    const message = messageOf(error);
    if (STACK.test(message) && COMPILER.test(this.text)) {
      return { text: ENDED, line: longest(code), hint: NESTED };
    }
    const frames = [...this.text.matchAll(FRAME)].filter(([, file]) => !file.includes("codebox_reader"));
    const own = frames.find(([, file]) => file === MINE);
    if (!own) return null;
    const rows = frames.reverse().map(([, file, line, name]) => `  File "${file}", line ${line}, in ${name}`);
    const told = STACK.test(message) ? ENDED : `SystemError: ${message}`;
    const hint = STACK.test(message) ? DEEP : MEMORY.test(message) ? LARGE : OTHER;
    return { text: ["Traceback (most recent call last):", ...folded(rows), told].join("\n"), line: Number(own[2]), hint };
  }
}

/**
 * Rows of which no more than three follow each other unchanged, as Python does it.
 * @param {string[]} rows
 */
function folded(rows) {
  /** @type {string[]} */
  const found = [];
  for (let at = 0, next; at < rows.length; at = next) {
    for (next = at; rows[next] === rows[at]; ) next += 1;
    found.push(...rows.slice(at, Math.min(next, at + 3)));
    if (next - at > 3) found.push(`  [Previous line repeated ${next - at - 3} more times]`);
  }
  return found;
}

/**
 * The line that is most likely nested: Python itself bounds the depth of blocks and brackets.
 * @param {string} code
 */
function longest(code) {
  const lengths = code.split("\n").map((line) => line.length);
  const most = Math.max(...lengths);
  return most > LONG ? lengths.indexOf(most) + 1 : 0;
}
