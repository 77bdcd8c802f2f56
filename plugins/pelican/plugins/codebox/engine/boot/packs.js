/** Packages that come after the start: which ones a piece of code needs, and how they get in. */

import { linkLater, placeholders } from "./libraries.js";
import { unpack, write } from "./pack.js";

// Walks a program's imports; it is in every runtime, from worker/python/.
const MENTIONS = "codebox_reader.mentions";

/** @returns {string[]} packs that the text of `code` makes worth loading with the first run */
export function likely(manifest, code) {
  const mentioned = (word) => new RegExp(`(?<!\\w)${word.replace(".", "\\.")}\\b`).test(code);
  return Object.keys(manifest.hints).filter((name) => manifest.hints[name].some(mentioned));
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
  let modules, words;
  try {
    runtime.mentions ??= runtime.pyodide.pyimport(MENTIONS).mentions;
    [modules, words] = runtime.mentions(code).toJs().map((lines) => lines.split("\n"));
  } catch {
    return [];
  }
  const hinted = words.filter((word) => Object.hasOwn(manifest.words, word));
  return lacking(runtime, modules, manifest, hinted.flatMap((word) => manifest.words[word]));
}

/**
 * @param {string[]} modules what a program imports
 * @param {string[]} others packs that it needs besides
 * @returns {string[]} packs that are not there, in the order to install them
 */
export function lacking({ installed }, modules, manifest, others = []) {
  const own = modules.flatMap((name) => [packOf(manifest, name), ...(manifest.needs[name] ?? [])]);
  const wanted = [...own, ...others].filter(Boolean);
  const packs = wanted.flatMap((name) => [...manifest.packs[name].needs, name]);
  return [...new Set(packs)].filter((name) => !installed.has(name));
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
