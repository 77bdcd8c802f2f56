/** Shows in the editor what cannot be seen, and names that look like others. */

import { Decoration, highlightSpecialChars, MatchDecorator, ViewPlugin } from "@codemirror/view";

import { deceptive, described, HIDDEN, NAME, number, spelled } from "./suspects.js";

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

const deceptions = ViewPlugin.define(
  (view) => ({
    found: names.createDeco(view),
    update(update) {
      this.found = names.updateDeco(update, this.found);
    },
  }),
  { decorations: ({ found }) => found },
);

export const revealing = () => [
  highlightSpecialChars({ specialChars: HIDDEN, render: widget }),
  deceptions,
];
