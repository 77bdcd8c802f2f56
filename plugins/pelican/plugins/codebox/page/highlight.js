/**
 * The editor's colours through the class names of Pygments, so that one style sheet serves the
 * static code and the editor, and code does not change its look when the editor comes.
 */

import { pythonLanguage } from "@codemirror/lang-python";
import { LanguageSupport } from "@codemirror/language";
import { styleTags, tagHighlighter, tags } from "@lezer/highlight";

/** Pygments has whole decorators in one class; `*` is an operator to it, a format part of its string. */
const differences = styleTags({
  "Decorator/At Decorator/VariableName": tags.meta,
  async: tags.keyword,
  "FormatSpec FormatConversion": tags.string,
  '"*" "**"': tags.operator,
});

const language = pythonLanguage.configure({ props: [differences] });

/** Python without the completions that its package brings: ours know NumPy and adamcore. */
export const python = () => new LanguageSupport(language);

export const pygments = tagHighlighter([
  { tag: tags.keyword, class: "k" },
  { tag: [tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], class: "k" },
  { tag: tags.operatorKeyword, class: "ow" },
  { tag: [tags.bool, tags.null], class: "kc" },
  { tag: [tags.string, tags.special(tags.string), tags.escape], class: "s" },
  { tag: tags.number, class: "m" },
  { tag: tags.comment, class: "c1" },
  { tag: tags.function(tags.definition(tags.variableName)), class: "nf" },
  { tag: tags.definition(tags.className), class: "nc" },
  { tag: tags.meta, class: "nd" },
]);
