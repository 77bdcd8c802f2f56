// The page of test_browser.py: starts Python as the code box does, and tells what came of it.
import { download, readManifest } from "../../../plugins/pelican/plugins/codebox/engine/boot.js";

const CODE = "import numpy as np; str(np.linspace(0, 1, 5))";

async function run() {
  const base = new URL("runtime/", location).href;
  const address = JSON.stringify(new URL("worker.js", location).href);
  const source = new Blob([`import { start } from ${address}; start();`], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(source), { type: "module" });
  const told = new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
  const manifest = await readManifest(base);
  worker.postMessage({ base, manifest, code: CODE });
  const onPart = (name, value) => worker.postMessage({ name, value });
  await download({ base, manifest, onPart });
  return told;
}

const results = await run().catch(({ name, kind, file }) => ({ name, kind, file }));
document.documentElement.dataset.results = JSON.stringify(results);
