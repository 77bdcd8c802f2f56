/** Packages that come after the start: which ones a piece of code needs, and how they get in. */

import { linkLater, placeholders } from "./libraries.js";
import { unpack, write } from "./pack.js";

// Names of all modules that a source imports, and "numpy.X" for each attribute X: NumPy imports
// some of its modules when they are first used.
const IMPORTS = `
def imports(source):
    import ast, warnings
    names = set()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute):
            names.add(f"numpy.{node.attr}")
    return "\\n".join(names)
imports
`;

/** @returns {string[]} the site's own packs that `code` mentions: worth loading with the first run */
export function likely(manifest, code) {
  return manifest.projects.filter((name) => {
    const tops = new Set(manifest.packs[name].modules.map((module) => module.split(".")[0]));
    return [...tops].some((top) => new RegExp(`\\b${top}\\b`).test(code));
  });
}

/** @returns {string | undefined} the pack that has the module `name` */
export function packOf(manifest, name) {
  for (let at = name; at; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const found = Object.entries(manifest.packs).find(([, pack]) => pack.modules.includes(at));
    if (found) return found[0];
  }
  return undefined;
}

/**
 * @param {{pyodide: object, installed: Set<string>}} runtime
 * @param {string} code the reader's; if it does not parse, nothing is missing
 * @returns {string[]} packs that it needs and that are not there, in the order to install them
 */
export function missing(runtime, code, manifest) {
  let names;
  try {
    runtime.imports ??= runtime.pyodide.runPython(IMPORTS, { globals: runtime.pyodide.toPy({}) });
    names = runtime.imports(code).split("\n");
  } catch {
    return [];
  }
  const wanted = names.flatMap((name) => [packOf(manifest, name), ...(manifest.needs[name] ?? [])]);
  const packs = wanted.filter(Boolean).flatMap((name) => [...manifest.packs[name].needs, name]);
  return [...new Set(packs)].filter((name) => !runtime.installed.has(name));
}

/** Puts a pack from `downloadPack` into the interpreter; not while code runs. */
export function install(runtime, { name, bytes, libraries }) {
  if (runtime.installed.has(name)) return;
  const { _module } = runtime.pyodide;
  write(_module.FS, [...unpack(bytes), ...placeholders(libraries)]);
  linkLater(_module, libraries);
  // What folders hold is remembered; importlib.invalidate_caches would import modules of its own.
  runtime.pyodide.runPython("import sys; sys.path_importer_cache.clear(); del sys");
  runtime.installed.add(name);
}
