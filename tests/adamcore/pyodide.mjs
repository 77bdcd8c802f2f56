// Prints the vectors as Pyodide computes them: node pyodide.mjs PROJECT NUMPY_WHEEL

import { readFileSync } from "node:fs";
import { loadPyodide } from "../../node_modules/pyodide/pyodide.mjs";

const [project, wheel] = process.argv.slice(2);
const pyodide = await loadPyodide();
pyodide.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
pyodide.FS.mkdirTree("/project");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: project }, "/project");
const program = `
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, "/project/tests/adamcore")
import vectors
"\\n".join(vectors.main()) + "\\n"
`;
try {
  process.stdout.write(pyodide.runPython(program));
} catch (error) {
  // Node would print Pyodide's own source, a megabyte in one line, before the reason.
  console.error(error.message);
  process.exitCode = 1;
}
