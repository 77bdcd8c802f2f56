/** The editor: CodeMirror 6, with the classes that Pygments gives to the static code. */

import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap } from "@codemirror/view";

import { completion, identifiersOf } from "./completion.js";
import { python, pygments } from "./highlight.js";

const mark = StateEffect.define();

/** The line that an error named, until the code changes. */
const marked = StateField.define({
  create: () => Decoration.none,
  update(value, { docChanged, effects, state }) {
    const effect = effects.find((one) => one.is(mark));
    if (effect) return lineAt(state, effect.value);
    return docChanged ? Decoration.none : value;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function lineAt(state, line) {
  if (line < 1 || line > state.doc.lines) return Decoration.none;
  const place = Decoration.line({ class: "codebox-marked" });
  return Decoration.set([place.range(state.doc.line(line).from)]);
}

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
   * @param {{keys: string, identifiers: (module: string) => Promise<[string, string][]>, onChange: () => void}} options
   *   keys: id of the element that tells how to leave the editor
   */
  constructor(host, plain, options) {
    const { code, focused } = plain;
    const [anchor, head] = plain.selection;
    plain.end();
    host.replaceChildren();
    this.view = new EditorView({
      parent: host,
      state: EditorState.create({
        doc: code,
        selection: focused ? { anchor, head } : undefined,
        extensions: extensions(options),
      }),
    });
    if (focused) this.focus();
  }

  get code() {
    return this.view.state.doc.toString();
  }

  set(code) {
    const { length } = this.view.state.doc;
    this.view.dispatch({
      changes: { from: 0, to: length, insert: code },
      annotations: isolateHistory.of("full"), // one step of its own for undo
    });
  }

  focus() {
    this.view.focus();
  }

  go(line) {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from) });
    this.focus();
  }

  mark(line) {
    this.view.dispatch({ effects: mark.of(line) });
  }
}

function extensions({ keys, identifiers, onChange }) {
  return [
    identifiersOf.of(identifiers),
    history(),
    drawSelection(),
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    python(),
    syntaxHighlighting(pygments),
    completion(),
    marked,
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...completionKeymap,
      indentWithTab, // Esc, then Tab leaves: CodeMirror's own way out
    ]),
    EditorView.contentAttributes.of(attributes(keys)),
    EditorView.updateListener.of((update) => update.docChanged && onChange()),
  ];
}
