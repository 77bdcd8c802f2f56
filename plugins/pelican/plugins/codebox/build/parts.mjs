/** What `boot` starts from, made in Node from a folder with files and a job. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unpack } from "../engine/boot/pack.js";

/** @typedef {import("../engine/boot/libraries.js").Library} Library */
/**
 * @typedef {object} Job
 * @property {string} core Pyodide's folder, with a slash at the end
 * @property {string} native a pack of extension modules
 * @property {string} empty a file of nothing
 * @property {string} lock
 */

/**
 * @param {string} folder
 * @param {Job} job
 */
export function partsOf(folder, job) {
  const read = (/** @type {string} */ name) => new Uint8Array(readFileSync(join(folder, name)));
  const core = (/** @type {string} */ name) => join(job.core, name);
  /** @type {(name: string) => Library[]} */
  const compile = (name) =>
    unpack(read(name)).map(([path, so]) => [path, new WebAssembly.Module(so)]);
  return {
    read,
    compile,
    loader: pathToFileURL(core("pyodide.mjs")).href,
    glue: pathToFileURL(join(folder, "pyodide.asm.js")).href,
    wasm: new WebAssembly.Module(read("pyodide.asm.wasm")),
    libraries: compile(job.native),
    options: {
      lockFileContents: job.lock,
      indexURL: job.core,
      stdLibURL: join(folder, job.empty),
    },
  };
}
