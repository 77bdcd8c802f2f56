/**
 * Completion of identifiers: the reader's own, and those of modules that the code imports. The latter
 * are asked of a waiting interpreter, so that they are exactly what will be there.
 *
 * Nothing is chosen until a reader chooses: Enter is a new line unless they have moved in the list,
 * and Tab takes what is chosen, or the first.
 */

import { autocompletion } from "@codemirror/autocomplete";
import { localCompletionSource } from "@codemirror/lang-python";
import { syntaxTree } from "@codemirror/language";
import { Facet } from "@codemirror/state";

import { importing, resolve } from "./imports.js";

/** @import { CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete" */
/** @import { Identifiers } from "./code.js" */

const FAR = 4000; // characters that a statement may be long
const PROSE = new Set(["String", "FormatString", "Comment"]);

/**
 * Given by the box.
 * @type {Facet<Identifiers, Identifiers>}
 */
export const identifiersOf = Facet.define({ combine: ([ask]) => ask ?? (async () => []) });

export const completion = () =>
  autocompletion({
    override: [localCompletionSource, memberSource, importSource].map(inCode),
    icons: false,
    selectOnOpen: false,
  });

/**
 * Prose is not completed; what a formatted string has in braces is code.
 * @type {(source: CompletionSource) => CompletionSource}
 */
const inCode = (source) => (context) => (inProse(context) ? null : source(context));

/** @param {CompletionContext} context */
export function inProse({ state, pos }) {
  /** @type {import("@lezer/common").SyntaxNode | null} */
  let node = syntaxTree(state).resolveInner(pos, -1);
  for (; node; node = node.parent) {
    if (node.name === "FormatReplacement") return false;
    if (PROSE.has(node.name)) return node.from < pos;
  }
  return false;
}

/**
 * `np.lin|`: members of an imported module.
 * @type {CompletionSource}
 */
async function memberSource(context) {
  const before = context.matchBefore(/(?:[A-Za-z_]\w*\.)+\w*$/);
  const [, path, start] = before?.text.match(/^(.*)\.(\w*)$/) ?? [];
  if (!before || path === undefined) return null;
  const { state } = context;
  const module = resolve(path, state.doc.toString(), syntaxTree(state));
  return module ? options(context, module, before.to - start.length) : null;
}

/**
 * `from adamcore import Ad|`.
 * @type {CompletionSource}
 */
async function importSource(context) {
  const { pos, state } = context;
  const found = importing(state.sliceDoc(Math.max(0, pos - FAR), pos));
  return found && options(context, found.module, pos - found.start.length);
}

/**
 * @param {CompletionContext} context
 * @param {string} module
 * @param {number} from where the name begins
 * @returns {Promise<CompletionResult | null>}
 */
async function options(context, module, from) {
  const found = await context.state.facet(identifiersOf)(module);
  if (!found.length) return null;
  const visible = found.filter(([name]) => !name.startsWith("_"));
  return {
    from,
    options: visible.map(([label, detail]) => ({ label, detail })),
    validFor: /^\w*$/,
  };
}
