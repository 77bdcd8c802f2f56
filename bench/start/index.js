// One page for all that is measured: ?kind=ours | plain. A click starts, `shown` is when output came.
import { download, likely, readManifest } from "../../plugins/pelican/plugins/codebox/engine/boot.js";

const query = new URLSearchParams(location.search);
const output = document.querySelector("output");
const here = (path) => new URL(path, location).href;

function worker(kind) {
  const code = `import { start } from ${JSON.stringify(here(`${kind}-worker.js`))}; start();`;
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  return new Worker(address, { type: "module" });
}

async function ours(program) {
  const base = here(`/runtime/${query.get("hash")}/`);
  const python = worker("ours");
  python.onmessage = ({ data }) => (output.textContent += data);
  const manifest = await readManifest(base);
  python.postMessage({ base, manifest, program });
  const onPart = (name, value) => python.postMessage({ name, value });
  const packs = [...likely(manifest, program), ...query.getAll("pack")];
  await download({ base, manifest, packs, onPart });
}

function plain(program) {
  const python = worker("plain");
  python.onmessage = ({ data }) => (output.textContent += data);
  python.postMessage({ base: here("/pyodide/"), program, packages: query.get("packages").split(",") });
}

document.querySelector("button").onclick = () =>
  ({ ours, plain })[query.get("kind")](query.get("program"));
