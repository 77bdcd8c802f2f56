/** The editor: CodeMirror 6, with the classes that Pygments gives to the static code. */

import { insertBracket } from "@codemirror/autocomplete";
import { cursorCharRight, defaultKeymap, history, historyKeymap, invertedEffects, isolateHistory, undo } from "@codemirror/commands";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";

import { completion, identifiersOf } from "./completion.js";
import { editing, tab } from "./editing.js";
import { python, pygments } from "./highlight.js";

import { revealing } from "./revealing.js";

/** @import { ViewUpdate } from "@codemirror/view" */
/** @import { Command, OnEdits, Upgrade } from "./code.js" */
/** @import { Edit, Span } from "./edits.js" */
/** @import { Plain } from "./plain.js" */
/** @import { Source } from "./record.js" */
/**
 * @typedef {Upgrade & {keys: string, onChange: OnEdits}} Options keys: id of the element that tells
 *   how to leave the editor; source: of the code
 */

/** @type {import("@codemirror/state").StateEffectType<number>} */
const mark = StateEffect.define();

/**
 * The line that an error named, until the code changes.
 * @type {StateField<import("@codemirror/view").DecorationSet>}
 */
const marked = StateField.define({
  create: () => Decoration.none,
  update(value, { docChanged, effects, state }) {
    const effect = effects.find((one) => one.is(mark));
    if (effect) return lineAt(state, effect.value);
    return docChanged ? Decoration.none : value;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * @param {EditorState} state
 * @param {number} line
 */
function lineAt(state, line) {
  if (line < 1 || line > state.doc.lines) return Decoration.none;
  const place = Decoration.line({ class: "codebox-marked" });
  return Decoration.set([place.range(state.doc.line(line).from)]);
}

/** @type {import("@codemirror/state").StateEffectType<Source>} */
const came = StateEffect.define();

/** @type {Source} */
const OWN = { origin: "own", link: "", before: null };

/** Where the code is from; undo brings it back together with the code. */
const source = StateField.define({
  create: () => OWN, // each editor begins with the source of its code
  update: (value, { effects }) => effects.findLast((one) => one.is(came))?.value ?? value,
  provide: (field) =>
    invertedEffects.of(({ effects, startState }) =>
      effects.some((one) => one.is(came)) ? [came.of(startState.field(field))] : [],
    ),
});

/** @type {import("@codemirror/state").AnnotationType<boolean>} */
const byProgram = Annotation.define();

/** @type {(keys: string) => Record<string, string>} */
const attributes = (keys) => ({
  "aria-label": "Python code",
  "aria-describedby": keys,
  autocapitalize: "off",
  autocorrect: "off",
  spellcheck: "false",
});

export class Editor {
  /**
   * Takes the place of `plain`, with its code, its selection and its focus.
   * @param {HTMLElement} host
   * @param {Plain} plain
   * @param {Options} options
   */
  constructor(host, plain, options) {
    const { code, focused } = plain;
    const [anchor, head] = plain.selection;
    const { scrollTop } = plain.area;
    plain.end();
    host.replaceChildren();
    this.view = new EditorView({
      parent: host,
      state: EditorState.create({
        doc: code,
        selection: focused ? { anchor, head } : undefined,
        extensions: [source.init(options.source), extensions(options)],
      }),
    });
    if (focused) this.focus();
    this.view.scrollDOM.scrollTop = scrollTop;
  }

  get code() {
    return this.view.state.doc.toString();
  }

  /**
   * Puts `insert` in the place of what lies between, as one step for undo, with its source.
   * @param {Edit} edit
   * @param {Source} value
   */
  replace({ from, to, insert }, value) {
    this.view.dispatch({
      changes: { from, to, insert },
      effects: came.of(value),
      annotations: [isolateHistory.of("full"), byProgram.of(true)],
    });
  }

  focus() {
    this.view.contentDOM.focus({ preventScroll: true });
  }

  /** @param {number} line */
  go(line) {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from) });
    this.view.focus();
  }

  /** @param {number} line */
  mark(line) {
    this.view.dispatch({ effects: mark.of(line) });
  }

  /** Keeps the caret in sight when the window has become smaller. */
  reveal() {
    const { head } = this.view.state.selection.main;
    this.view.dispatch({ effects: EditorView.scrollIntoView(head) });
  }

  /** Where the caret is in the window, or null if it is out of sight. */
  get caret() {
    return this.view.coordsAtPos(this.view.state.selection.main.head);
  }

  // For keys that a phone's keyboard lacks

  /** @param {string} text */
  insert(text) {
    const { state } = this.view;
    const typed = { userEvent: "input.type", scrollIntoView: true };
    this.view.dispatch(insertBracket(state, text) ?? state.update(state.replaceSelection(text), typed));
  }

  /** @param {Command} command */
  press(command) {
    COMMANDS[command](this.view);
  }
}

/** @type {Record<Command, import("@codemirror/view").Command>} */
const COMMANDS = { tab, undo, right: cursorCharRight };

/**
 * The change of an update, as edits one after the other: the last place first, so that others hold.
 * @param {ViewUpdate} update
 */
function edits({ changes }) {
  /** @type {Span[]} */
  const found = [];
  changes.iterChanges((from, to, _, __, inserted) => found.unshift({ from, to, length: inserted.length }));
  return found;
}

/**
 * @param {ViewUpdate} update
 * @param {OnEdits} onChange
 */
function reported(update, onChange) {
  const own = update.transactions.some((one) => one.annotation(byProgram));
  if (own) return;
  const before = update.startState.field(source);
  const after = update.state.field(source);
  if (update.docChanged || before !== after) onChange(edits(update), before === after ? undefined : after);
}

const KEYS_OF_SEARCH = new Set(["Mod-f", "F3", "Mod-g", "Escape"]);

/** @param {Options} options */
function extensions({ keys, identifiers, onChange }) {
  return [
    identifiersOf.of(identifiers),
    history(),
    drawSelection(),
    lineNumbers(),
    bracketMatching(),
    editing(),
    python(),
    syntaxHighlighting(pygments),
    completion(),
    revealing(),
    search({ top: true }),
    marked,
    keymap.of([
      ...searchKeymap.filter(({ key }) => key && KEYS_OF_SEARCH.has(key)),
      ...defaultKeymap,
      ...historyKeymap,
    ]),
    EditorView.contentAttributes.of(attributes(keys)),
    EditorView.updateListener.of((update) => reported(update, onChange)),
  ];
}
