/**
 * Completion of identifiers: the reader's own, and those of modules that the code imports. The latter
 * are asked of a waiting interpreter, so that they are exactly what will be there.
 */

import { autocompletion } from "@codemirror/autocomplete";
import { localCompletionSource } from "@codemirror/lang-python";
import { Facet } from "@codemirror/state";

/** `(module) => Promise<[identifier, kind][]>`, given by the box. */
export const identifiersOf = Facet.define({ combine: ([ask]) => ask ?? (async () => []) });

export const completion = () =>
  autocompletion({ override: [localCompletionSource, memberSource, importSource], icons: false });

/** `np.lin|`: members of an imported module. */
async function memberSource(context) {
  const before = context.matchBefore(/(?:[A-Za-z_]\w*\.)+\w*$/);
  if (!before) return null;
  const [, path, start] = before.text.match(/^(.*)\.(\w*)$/);
  const module = resolve(path, context.state.doc.toString());
  return module ? options(context, module, before.to - start.length) : null;
}

/** `from adamcore import Ad|`. */
async function importSource(context) {
  const before = context.matchBefore(/^\s*from\s+[\w.]+\s+import\s+(?:\w+\s*,\s*)*\w*$/);
  if (!before) return null;
  const [, module, start] = before.text.match(/from\s+([\w.]+)\s.*?(\w*)$/);
  return options(context, module, before.to - start.length);
}

async function options(context, module, from) {
  const found = await context.state.facet(identifiersOf)(module);
  if (!found.length) return null;
  const visible = ([name]) => !name.startsWith("_");
  return {
    from,
    options: found.filter(visible).map(([label, detail]) => ({ label, detail })),
    validFor: /^\w*$/,
  };
}

/** The module that `path`, as `code` writes it, stands for; "" if it is not an imported one. */
export function resolve(path, code) {
  const [head, ...rest] = path.split(".");
  for (const [, module, alias] of code.matchAll(/^\s*import\s+([\w.]+)(?:\s+as\s+(\w+))?/gm)) {
    const name = alias ?? module.split(".")[0];
    if (name === head) return [alias ? module : name, ...rest].join(".");
  }
  for (const [, module, names] of code.matchAll(/^\s*from\s+([\w.]+)\s+import\s+([\w\s,]+?)$/gm)) {
    for (const item of names.split(",")) {
      const [name, alias] = item.trim().split(/\s+as\s+/);
      if ((alias ?? name) === head) return [module, name, ...rest].join(".");
    }
  }
  return "";
}
