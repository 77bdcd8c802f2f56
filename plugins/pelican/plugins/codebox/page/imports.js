/** What the import statements of a program bind, and which one is being written. */

import { pythonLanguage } from "@codemirror/lang-python";

const BINDING = /^(\.*[\w.]*?)(?: as (\w+))?$/;

/**
 * The words of an import statement, without comments, brackets and line breaks: "a.b as c, d".
 * @param {string} code
 * @param {import("@lezer/common").SyntaxNode} node
 */
function words(code, node) {
  let text = "";
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name === "Comment" || child.name === "(" || child.name === ")") continue;
    const word = code.slice(child.from, child.to);
    text += /^(from|import|as)$/.test(word) ? ` ${word} ` : word;
  }
  return text.replaceAll(/ +/g, " ").trim();
}

/**
 * Pairs of identifier and module.
 * @param {string} statement
 */
function bound(statement) {
  const [, module, names] = statement.match(/^(?:from (\S+) )?import (.*)$/) ?? [];
  return (names ?? "").split(",").flatMap((item) => {
    const [, path, alias] = item.trim().match(BINDING) ?? [];
    if (!path) return [];
    if (module) return [[alias ?? path, `${module}.${path}`]];
    return alias ? [[alias, path]] : [[path.split(".")[0], path.split(".")[0]]];
  });
}

/**
 * The module that `path`, as `code` writes it, stands for; "" if it is not an imported one.
 * @param {string} path
 * @param {string} code
 * @param {import("@lezer/common").Tree} tree of `code`
 */
export function resolve(path, code, tree = pythonLanguage.parser.parse(code)) {
  const [head, ...rest] = path.split(".");
  let module = "";
  tree.iterate({
    enter({ name, node }) {
      if (name !== "ImportStatement") return;
      for (const [identifier, found] of bound(words(code, node))) {
        if (identifier === head) module = found; // the last one counts
      }
    },
  });
  return module && [module, ...rest].join(".");
}

const FROM =
  /(?:^|[\n;])[ \t]*from[ \t]+([\w.]+)[ \t]+import\b[ \t]*(?:\(((?:#[^\n]*\n|[^()#])*)|((?:\\\n|[^()\n;#])*))$/;

/**
 * What is asked for at the end of `before`, in `from a import (b, c|`: the module, and the start of
 * the name; null anywhere else.
 * @param {string} before
 */
export function importing(before) {
  const [found, module, inside, along] = before.match(FROM) ?? [];
  if (!found) return null;
  const names = (inside ?? along).replaceAll(/#[^\n]*\n|\\\n/g, " ");
  const start = names.match(/(?:^|,)\s*(\w*)$/)?.[1];
  return start === undefined ? null : { module, start };
}
