/**
 * Compiles Python: node compile.mjs FOLDER
 *
 * FOLDER has job.json, compiler.py and sources.pack, and gets bytecode.bin and sizes.json, both in
 * the order of the pack.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unpack } from "../engine/boot/pack.js";

/** @typedef {import("pyodide/ffi").PyProxy} PyProxy */

const [, , folder] = process.argv;
const read = (/** @type {string} */ name) => new Uint8Array(readFileSync(join(folder, name)));
const text = (/** @type {string} */ name) => new TextDecoder().decode(read(name));
const { core, levels } = JSON.parse(text("job.json"));
const { loadPyodide } = await import(pathToFileURL(join(core, "pyodide.mjs")).href);

// Columns are of use only beside the source's text, which the browser does not get.
const env = { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1", HOME: "/" };
const python = await loadPyodide({ indexURL: core, env });
python.runPython(text("compiler.py"));
const compile = python.globals.get("compile_source");
const toBytes = python.globals.get("bytes");

/**
 * @param {string} path
 * @param {PyProxy} bytes
 * @returns {PyProxy}
 */
function compiledOrEnded(path, bytes) {
  try {
    return compile(path, bytes, levels[path]);
  } catch (error) {
    // Of Python's traceback, its last line is the compiler's word.
    console.error(String(error).trim().split("\n").at(-1));
    return process.exit(1);
  }
}

const compiled = unpack(read("sources.pack")).map(([path, source]) => {
  const bytes = toBytes(source);
  const code = compiledOrEnded(path, bytes);
  bytes.destroy();
  const found = code.toJs();
  code.destroy();
  return found;
});
writeFileSync(join(folder, "bytecode.bin"), Buffer.concat(compiled));
writeFileSync(join(folder, "sizes.json"), JSON.stringify(compiled.map(({ length }) => length)));
