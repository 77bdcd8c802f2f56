import { arriving, boot } from "../../../plugins/pelican/plugins/codebox/engine/boot.js";

export function start() {
  self.onmessage = async ({ data: order }) => {
    const { parts, put } = arriving(order);
    self.onmessage = ({ data }) => put(data.name, data.value);
    const { kind, reason, pyodide } = await boot(parts);
    postMessage({ kind, reason, value: String(pyodide.runPython(order.code)) });
  };
}
