/** What a textarea does like an editor, for when that does not come: Tab, and the keys of a phone. */

import { filling, SPACES, unitAt } from "./indent.js";

const LEAVING = 2000; // milliseconds after Esc in which Tab leaves, as in the editor

/** @typedef {(line: string, unit: string) => string} Change of a line, by one level of indentation */

/**
 * Puts `text` in the place of what is selected, as if it were typed: the browser can undo it.
 * @param {HTMLTextAreaElement} area
 * @param {string} text
 */
function type(area, text) {
  area.focus({ preventScroll: true });
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Where the lines that are touched begin and end, and a level of indentation there.
 * @param {HTMLTextAreaElement} area
 */
function around({ value, selectionStart, selectionEnd }) {
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const index = value.slice(0, from).split("\n").length - 1;
  const end = value.indexOf("\n", Math.max(selectionStart, selectionEnd - 1));
  return { from, to: end < 0 ? value.length : end, unit: unitAt(value.split("\n"), index) };
}

/** @type {Change} */
const deeper = (line, unit) => (line ? unit + line : line);

/** @type {Change} */
const shallower = (line, unit) => {
  const blanks = unit === "\t" ? SPACES : unit;
  return line.replace(new RegExp(`^(\t| {1,${blanks.length}})`), "");
};

/**
 * Changes each line that is touched by the selection.
 * @param {HTMLTextAreaElement} area
 * @param {Change} change
 */
function shift(area, change) {
  const { from, to, unit } = around(area);
  const lines = area.value.slice(from, to).split("\n");
  const text = lines.map((line) => change(line, unit)).join("\n");
  area.setSelectionRange(from, to);
  type(area, text);
  area.setSelectionRange(from, from + text.length);
}

/** @param {HTMLTextAreaElement} area */
function tab(area) {
  if (area.selectionStart < area.selectionEnd) shift(area, deeper);
  else {
    const { from, unit } = around(area);
    type(area, filling(area.value.slice(from, area.selectionStart), unit));
  }
}

/** @param {HTMLTextAreaElement} area */
function right(area) {
  const at = area.selectionEnd + 1;
  area.setSelectionRange(at, at);
}

/** @type {Record<import("./code.js").Command, (area: HTMLTextAreaElement) => void>} */
const COMMANDS = {
  tab,
  undo: () => document.execCommand("undo"),
  right,
};

/** @param {import("./plain.js").Plain} plain */
export function equip(plain) {
  const { area } = plain;
  let leaving = 0;
  area.addEventListener("keydown", (event) => {
    const { key, shiftKey } = event;
    if (key === "Escape") leaving = performance.now() + LEAVING;
    else if (key !== "Tab" && key !== "Shift") leaving = 0;
    if (key !== "Tab" || performance.now() < leaving) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (shiftKey) shift(area, shallower);
    else tab(area);
  });
  plain.insert = (text) => type(area, text);
  plain.press = (command) => COMMANDS[command](area);
}

