// Takes a step of Adam in plain Pyodide, which loads adamcore through a lock: node lock.mjs LOCK

import { loadPyodide } from "../../node_modules/pyodide/pyodide.mjs";

const pyodide = await loadPyodide({ lockFileURL: process.argv[2] });
await pyodide.loadPackage("adamcore", { messageCallback: () => {} });
const program = `
import adamcore, numpy as np
from adamcore import Adam

rule = Adam(lr=0.5)
theta, state = rule.step(np.array([1.0]), np.array([3.0]), rule.init(np.array([1.0])))
print(repr((float(theta[0]), adamcore.__version__, adamcore.adam.__cached__, adamcore.adam.__file__)))
`;
try {
  pyodide.runPython(program);
} catch (error) {
  // Node would print Pyodide's own source, a megabyte in one line, before the reason.
  console.error(error.message);
  process.exitCode = 1;
}
