export function start() {
  self.onmessage = async ({ data }) => {
    const { loadPyodide } = await import(`${data.base}pyodide.mjs`);
    const pyodide = await loadPyodide({ indexURL: data.base });
    await pyodide.loadPackage(data.packages, { messageCallback() {} });
    pyodide.setStdout({ batched: (/** @type {string} */ text) => postMessage(`${text}\n`) });
    pyodide.runPython(data.program);
  };
}
