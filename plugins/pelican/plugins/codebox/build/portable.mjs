/**
 * Runs pyodide-build's py-compile on a wheel: node portable.mjs FOLDER
 *
 * FOLDER has job.json and the wheel, and gets the compiled wheel. The browser's own Python runs it,
 * for another one's bytecode would differ with the last digit of its version.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { core, env, packages, wheel } = JSON.parse(readFileSync(join(folder, "job.json"), "utf-8"));
const { loadPyodide } = await import(pathToFileURL(join(core, "pyodide.mjs")).href);

const python = await loadPyodide({ indexURL: core, env: { ...env, HOME: "/" } });
const { NODEFS } = python.FS.filesystems;
for (const [place, root] of [["/packages", packages], ["/job", folder]]) {
  python.FS.mkdir(place);
  python.FS.mount(NODEFS, { root }, place);
}
const code = `
import sys
sys.dont_write_bytecode = True
sys.path.append("/packages")
from pyodide_build.cli.py_compile import main
main(["--silent", "--keep", wheel], standalone_mode=False)
`;
try {
  python.runPython(code, { globals: python.toPy({ wheel: `/job/${wheel}` }) });
} catch (error) {
  // Of Python's traceback, its last line is the compiler's word.
  console.error(String(error).trim().split("\n").at(-1));
  process.exit(1);
}
