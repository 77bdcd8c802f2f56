/** Packages that come after the start: which ones a piece of code needs, and how they get in. */

import { mentions } from "./imports.js";
import { linkLater, placeholders } from "./libraries.js";
import { unpack, write } from "./pack.js";

/** @import { Manifest, Pack } from "./download.js" */
/** @import { Runtime } from "./start.js" */

// Python's own modules: some do something when they are imported, if only print a poem.
const LIBRARY = "library";

/**
 * @param {Pick<Manifest, "hints">} manifest
 * @param {string} code
 * @returns {string[]} packs that the text of `code` makes worth loading with the first run
 */
export function likely(manifest, code) {
  const mentioned = (/** @type {string} */ word) => new RegExp(`(?<!\\w)${word.replace(".", "\\.")}\\b`).test(code);
  return Object.keys(manifest.hints).filter((name) => manifest.hints[name].some(mentioned));
}

/**
 * @param {Pick<Manifest, "packs">} manifest
 * @param {string} name
 * @returns {string | undefined} the pack that has the module `name`
 */
export function packOf(manifest, name) {
  for (let at = name; at; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const found = Object.entries(manifest.packs).find(([, pack]) => pack.modules.includes(at));
    if (found) return found[0];
  }
  return undefined;
}

/**
 * @param {Pick<Runtime, "installed">} runtime
 * @param {string} code
 * @param {Manifest} manifest
 * @returns {string[]} packs that `code` needs and that are not there, in the order to install them
 */
export function missing(runtime, code, manifest) {
  const { modules, words } = mentions(code);
  return lacking(runtime, modules, manifest, [...words].flatMap((word) => packsOf(manifest, word)));
}

/**
 * Packs that come with the use of a project's function or class.
 * @param {Manifest} manifest
 * @param {string} word
 */
function packsOf(manifest, word) {
  return Object.hasOwn(manifest.words, word) ? manifest.words[word] : [];
}

/**
 * @param {Manifest} manifest
 * @param {string} code
 * @returns {string[]} modules that an interpreter may import before `code` does, in order: those of
 *   packages, which do nothing else when they are imported
 */
export function rehearsable(manifest, code) {
  const { modules, words } = mentions(code);
  const known = (/** @type {string} */ name) => {
    const pack = packOf(manifest, name);
    return pack && pack !== LIBRARY && manifest.packs[pack].modules.includes(name);
  };
  const brought = [...words].flatMap((word) => packsOf(manifest, word));
  return [...new Set([...modules, ...brought].filter(known))].sort();
}

/**
 * @param {Pick<Runtime, "installed">} runtime
 * @param {string[]} modules what a program imports
 * @param {Manifest} manifest
 * @param {string[]} others packs that it needs besides
 * @returns {string[]} packs that are not there, in the order to install them
 */
export function lacking({ installed }, modules, manifest, others = []) {
  const needs = (/** @type {string} */ name) => (Object.hasOwn(manifest.needs, name) ? manifest.needs[name] : []);
  const own = modules.flatMap((name) => [packOf(manifest, name), ...needs(name)]);
  const wanted = [...own, ...others].filter((name) => name !== undefined);
  const packs = wanted.flatMap((name) => [...manifest.packs[name].needs, name]);
  return [...new Set(packs)].filter((name) => !installed.has(name));
}

/**
 * Puts a pack from `downloadPack` into the interpreter; not while code runs.
 * @param {Pick<Runtime, "pyodide" | "installed">} runtime
 * @param {Pack} pack
 */
export function install(runtime, { name, bytes, libraries }) {
  if (runtime.installed.has(name)) return;
  const { _module } = runtime.pyodide;
  write(_module.FS, [...unpack(bytes), ...placeholders(libraries)]);
  linkLater(_module, libraries);
  // What folders hold is remembered; importlib.invalidate_caches would import modules of its own.
  runtime.pyodide.runPython("import sys; sys.path_importer_cache.clear(); del sys");
  runtime.installed.add(name);
}
