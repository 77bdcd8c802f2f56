// The page of test_browser.py: starts Python as the code box does, and tells what came of it.
import { download, readManifest } from "../../../../../plugins/codebox/client/boot.js";

window.run = async (code) => {
  const base = new URL("runtime/", location).href;
  const address = JSON.stringify(new URL("worker.js", location).href);
  const source = new Blob([`import { start } from ${address}; start();`], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(source), { type: "module" });
  const told = new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
  try {
    const manifest = await readManifest(base);
    worker.postMessage({ base, manifest, code });
    const onPart = (name, value) => worker.postMessage({ name, value });
    await download({ base, manifest, onPart });
    return await told;
  } catch (error) {
    return { name: error.name, kind: error.kind, file: error.file };
  } finally {
    worker.terminate();
  }
};
