/** What `boot` starts from, made in Node from a folder with files and a job. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unpack } from "../engine/boot/pack.js";

export function partsOf(folder, job) {
  const read = (name) => new Uint8Array(readFileSync(join(folder, name)));
  const core = (name) => join(job.core, name);
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
