/**
 * Starts Python in Node from an assembled runtime, and prints what came of it:
 * node start.mjs FOLDER CORE "snapshot" | "plain" CODE [BROWSER], the name that it goes by
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";

import { isTrap } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/functions.js";
import { install, missing } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/packs.js";
import { unpack } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/pack.js";
import { startPlain, startSnapshot } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/start.js";
import { partsOf } from "../../../../../plugins/pelican/plugins/codebox/build/parts.mjs";
import { completed } from "./complete.mjs";

const [folder, core, kind, code, userAgent] = process.argv.slice(2);
if (userAgent) Object.defineProperty(globalThis, "navigator", { value: { userAgent } });
const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
const get = (name) => new Uint8Array(zstdDecompressSync(readFileSync(join(folder, manifest.files[name].file))));
const scratch = mkdtempSync(join(tmpdir(), "start-"));
process.on("exit", () => rmSync(scratch, { recursive: true }));
for (const name of ["native", "pyodide.asm.js", "pyodide.asm.wasm"]) {
  writeFileSync(join(scratch, name), get(name));
}
writeFileSync(join(scratch, "empty"), "");
const job = { core: `${core}/`, native: "native", empty: "empty", lock: manifest.lock };
const hot = { ...partsOf(scratch, job), memory: manifest.memory, packs: [], complete: !manifest.split };

const compile = ([path, so]) => [path, new WebAssembly.Module(so)];
function pack(name) {
  const [modules, native] = manifest.packs[name].files;
  return { name, bytes: get(modules), libraries: native ? unpack(get(native)).map(compile) : [] };
}

function start(parts) {
  return kind === "plain"
    ? startPlain({ ...parts, start: manifest.plain.map((name) => [name, get(name)]) })
    : startSnapshot({ image: get("snapshot"), ...parts });
}

async function run(parts) {
  const runtime = await start(parts);
  const wanted = missing(runtime, code, manifest);
  for (const name of wanted) install(runtime, pack(name));
  const value = runtime.pyodide.runPython(code);
  return { kind: runtime.kind, wanted, value: String(value) };
}

/** As in a page: without a snapshot all functions are there, with one those that it seldom lacks. */
async function runAll() {
  const complete = () => run({ ...hot, ...completed(get) });
  if (hot.complete) return run(hot);
  if (kind === "plain") return complete();
  return run(hot).catch((error) => (isTrap(error) || error.pyodide_fatal_error ? complete() : Promise.reject(error)));
}

runAll().then((found) => console.log(JSON.stringify(found)), (error) => {
  // Node would print Pyodide's own source, a megabyte in one line, before the reason.
  console.error(error.message);
  process.exit(1);
});
