/**
 * What a program imports and mentions, found in its text: in JavaScript, so that no program can harm
 * an interpreter before it runs, however deeply it is nested, and without asking one.
 *
 * Strings and comments count for nothing, except for f-strings, which hold code. What is missed here
 * is noticed when the program runs.
 */

// A prefix belongs to a string only where no longer word ends in it.
const STRINGS = /(?<!\w)([A-Za-z]{0,2})("""|'''|"|')|#[^\n]*/g;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/gu;
const IMPORT = /(?:^|[;:])[ \t]*import[ \t]+([^;\n#]+)/gm;
const FROM = /(?:^|[;:])[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]*(?:\(([^)]*)\)|([^;\n#]+))/gm;

/**
 * @param {string} source Python
 * @returns {{modules: string[], words: Set<string>}} what may be a module among the imports, NumPy's
 *   attributes too, since NumPy imports some of its modules when they are first used; all names
 */
export function mentions(source) {
  const code = plain(source);
  const modules = new Set();
  const numpy = new Set(["numpy"]);
  for (const [, list] of code.matchAll(IMPORT)) {
    for (const [name, alias] of items(list)) {
      modules.add(name);
      if (name === "numpy") numpy.add(alias);
    }
  }
  for (const [, module, inside, list] of code.matchAll(FROM)) {
    modules.add(module);
    for (const [name] of items(inside ?? list)) modules.add(`${module}.${name}`);
  }
  const used = new RegExp(`(?<![\\w.])(?:${[...numpy].join("|")})\\s*\\.\\s*(\\w+)`, "g");
  for (const [, attribute] of code.matchAll(used)) modules.add(`numpy.${attribute}`);
  return { modules: [...modules].sort(), words: new Set(code.match(NAME)) };
}

/**
 * `a.b as c, d` as pairs of a name and what it is called.
 * @param {string} list
 */
function items(list) {
  const pairs = list.split(",").map((item) => item.trim().split(/\s+as\s+/));
  const named = pairs.filter(([name]) => /^[\w.]+$/.test(name));
  return named.map(([name, alias = name]) => [name, alias.trim()]);
}

/**
 * `source` on long lines, without comments and without what stands in strings.
 * @param {string} source
 */
function plain(source) {
  let code = "";
  let from = 0;
  STRINGS.lastIndex = 0;
  for (let /** @type {RegExpExecArray | null} */ found; (found = STRINGS.exec(source)); from = STRINGS.lastIndex) {
    const [text, prefix, quote] = found;
    code += source.slice(from, found.index);
    if (!quote) continue;
    const start = found.index + text.length;
    const end = after(source, start, quote);
    code += /f|t/i.test(prefix) ? ` ${source.slice(start, end).replaceAll("\n", " ")} ` : ' "" ';
    STRINGS.lastIndex = end;
  }
  return (code + source.slice(from)).replace(/\\\r?\n/g, " ");
}

/**
 * Where a string ends that is open at `at`: behind its quote, or with the line if it has no end.
 * @param {string} source
 * @param {number} at
 * @param {string} quote
 */
function after(source, at, quote) {
  for (let i = at; i < source.length; i += 1) {
    if (source[i] === "\\") i += 1;
    else if (source[i] === "\n" && quote.length === 1) return i;
    else if (source.startsWith(quote, i)) return i + quote.length;
  }
  return source.length;
}
