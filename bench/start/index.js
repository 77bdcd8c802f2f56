// One page for all that is measured: ?kind=ours | plain. A click starts, `shown` is when output came.
import { download, likely, readManifest } from "../../plugins/pelican/plugins/codebox/engine/boot.js";

const query = new URLSearchParams(location.search);
const output = document.querySelector("output") ?? document.body;
const here = (/** @type {string} */ path) => new URL(path, location.href).href;

/** @param {string} kind */
function worker(kind) {
  const code = `import { start } from ${JSON.stringify(here(`${kind}-worker.js`))}; start();`;
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  return new Worker(address, { type: "module" });
}

/** @param {string} program */
async function ours(program) {
  const base = here(`/runtime/${query.get("hash")}/`);
  const python = worker("ours");
  python.onmessage = ({ data }) => (output.textContent += data);
  const manifest = await readManifest(base);
  python.postMessage({ base, manifest, program });
  const packs = [...likely(manifest, program), ...query.getAll("pack")];
  await download({
    base,
    manifest,
    packs,
    onPart: (name, value) => python.postMessage({ name, value }),
  });
}

/** @param {string} program */
function plain(program) {
  const python = worker("plain");
  python.onmessage = ({ data }) => (output.textContent += data);
  const packages = (query.get("packages") ?? "").split(",");
  python.postMessage({ base: here("/pyodide/"), program, packages });
}

document.querySelector("button")?.addEventListener("click", () => {
  const start = query.get("kind") === "ours" ? ours : plain;
  start(query.get("program") ?? "");
});
