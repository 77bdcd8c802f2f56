/** How the editor takes keys: Tab, quotes, and what a new line is indented with. */

import {
  acceptCompletion,
  closeBrackets,
  closeBracketsKeymap,
  currentCompletions,
  selectedCompletionIndex,
  setSelectedCompletion,
} from "@codemirror/autocomplete";
import { indentLess, indentMore } from "@codemirror/commands";
import { forceParsing, indentOnInput, indentUnit } from "@codemirror/language";
import { EditorSelection, EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

import { filling, unitAt } from "./indent.js";

/**
 * Quotes come in pairs, but not in threes: a pair of threes that closes by itself is typed over in one
 * step, so that whoever types all six quotes ends with two too many.
 */
const PAIRS = {
  brackets: ["(", "[", "{", "'", '"'],
  stringPrefixes: ["f", "F", "r", "R", "b", "B", "u", "U", "rb", "Rb", "rB", "RB", "br", "bR", "Br", "BR",
    "fr", "Fr", "fR", "FR", "rf", "rF", "Rf", "RF"],
};

/** @type {(state: EditorState) => string} */
const unit = (state) => {
  const { head } = state.selection.main;
  return unitAt(state.doc.toString().split("\n"), state.doc.lineAt(head).number - 1);
};

/**
 * Tab takes a suggestion, indents what is selected, and is otherwise a character.
 * @param {EditorView} view
 */
export function tab(view) {
  if (currentCompletions(view.state).length) return suggested(view);
  const { state } = view;
  if (state.selection.ranges.some(({ empty }) => !empty)) return indentMore(view);
  const fill = state.changeByRange(({ head }) => {
    const { from } = state.doc.lineAt(head);
    const insert = filling(state.sliceDoc(from, head), state.facet(indentUnit));
    return { changes: { from: head, insert }, range: EditorSelection.cursor(head + insert.length) };
  });
  view.dispatch(fill, { scrollIntoView: true, userEvent: "input" });
  return true;
}

/** @param {EditorView} view */
function suggested(view) {
  if (selectedCompletionIndex(view.state) === null) {
    view.dispatch({ effects: setSelectedCompletion(0) });
  }
  return acceptCompletion(view) || true; // too early to be meant, but not meant to indent either
}

const LEAVING = 2000; // milliseconds after Esc in which Tab leaves the code

/**
 * Esc closes a list or ends a selection, and in any case lets Tab leave next.
 * @param {EditorView} view
 */
function leave(view) {
  view.setTabFocusMode(LEAVING);
  return false;
}

const PATIENCE = 1000; // milliseconds that a key waits for the parser on a slow machine

/**
 * What a key does depends on the code before it: a machine under load may not have parsed so far.
 * @param {KeyboardEvent} _
 * @param {EditorView} view
 */
function keydown(_, view) {
  forceParsing(view, view.state.selection.main.head, PATIENCE);
}

export const editing = () => [
  EditorView.domEventObservers({ keydown }),
  Prec.highest(keymap.of([{ key: "Escape", run: leave }])),
  EditorState.languageData.of(() => [{ closeBrackets: PAIRS }]),
  closeBrackets(),
  indentUnit.compute(["doc", "selection"], unit),
  EditorState.tabSize.of(4),
  indentOnInput(),
  Prec.high(keymap.of([...closeBracketsKeymap, { key: "Tab", run: tab, shift: indentLess }])),
];
