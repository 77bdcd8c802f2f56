import { boot } from "../../plugins/codebox/client/boot.js";

export function start() {
  self.onmessage = async ({ data }) => {
    const { pyodide } = await boot(data.parts);
    pyodide.setStdout({ batched: (text) => postMessage(`${text}\n`) });
    pyodide.runPython(data.program);
  };
}
