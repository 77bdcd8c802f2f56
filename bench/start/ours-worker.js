import { arriving, boot } from "../../plugins/pelican/plugins/codebox/engine/boot.js";

export function start() {
  self.onmessage = async ({ data: order }) => {
    const { parts, put } = arriving(order);
    self.onmessage = ({ data }) => put(data.name, data.value);
    const { pyodide } = await boot(parts);
    pyodide.setStdout({ batched: (text) => postMessage(`${text}\n`) });
    pyodide.runPython(order.program);
  };
}
