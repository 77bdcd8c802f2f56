/** Shows in the editor what cannot be seen, and names that look like others. */

import { Decoration, highlightSpecialChars, MatchDecorator, ViewPlugin } from "@codemirror/view";

import { deceptive, described, HIDDEN, NAME, number, spelled } from "./suspects.js";

/** @import { ViewUpdate } from "@codemirror/view" */

/** @param {number} code of a character */
function widget(code) {
  const character = String.fromCodePoint(code);
  const shown = document.createElement("span");
  shown.className = "codebox-hidden-character";
  shown.textContent = number(character);
  shown.title = described(character);
  return shown;
}

const names = new MatchDecorator({
  regexp: NAME,
  decorate(add, from, to, [name]) {
    if (!deceptive(name)) return;
    const attributes = { title: `Looks like another name: ${spelled(name)}` };
    add(from, to, Decoration.mark({ class: "codebox-deceptive", attributes }));
  },
});

class Deceptions {
  /** @param {import("@codemirror/view").EditorView} view */
  constructor(view) {
    this.found = names.createDeco(view);
  }

  /** @param {ViewUpdate} update */
  update(update) {
    this.found = names.updateDeco(update, this.found);
  }
}

const deceptions = ViewPlugin.fromClass(Deceptions, { decorations: ({ found }) => found });

export const revealing = () => [
  highlightSpecialChars({ specialChars: HIDDEN, render: widget }),
  deceptions,
];
