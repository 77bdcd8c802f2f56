/**
 * Makes the snapshot: node snapshot.mjs FOLDER
 *
 * FOLDER has job.json and gets snapshot.bin (boot/image.js tells its form) and snapshot.json, the
 * size of the memory, the names of the modules in it, and what of it may come later.
 * Entropy and clock stand still meanwhile, so that the same input gives the same bytes.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { data } from "../engine/boot/functions.js";
import { checksum, difference, pack } from "../engine/boot/image.js";
import { placeholders } from "../engine/boot/libraries.js";
import { unpack, write } from "../engine/boot/pack.js";
import { copied, load, prepare } from "../engine/boot/start.js";
import { equalPages, GLOBAL_BASE, sweep, wholePages, without } from "./memory.mjs";
import { movable, stored } from "./objects.mjs";
import { partsOf } from "./parts.mjs";
import { standStill } from "./still.mjs";
import { tables } from "./tables.mjs";

/** @typedef {import("../engine/boot/emscripten.js").EmscriptenModule} EmscriptenModule */

// Node would print Pyodide's own source, a megabyte in one line, before the reason.
process.on("uncaughtException", ({ name, message }) => {
  console.error(`${name}: ${message}`);
  process.exit(1);
});

const [, , folder] = process.argv;
/** @type {import("./parts.mjs").Job & {packs: string[], python: string, farewell: string, objects: string}} */
const job = JSON.parse(readFileSync(join(folder, "job.json"), "utf8"));
const { read, ...parts } = partsOf(folder, job);

/** Starts Python; tells memory and the modules' places in it as they are before Python's own start. */
async function start() {
  /** @type {{module: EmscriptenModule, blocks: [number, number][], memory: Uint8Array}[]} */
  const begun = [];
  const pyodide = await load(parts, { _makeSnapshot: true }, (module) => {
    module.preRun.push(({ FS }) => job.packs.forEach((name) => write(FS, unpack(read(name)))));
    module.preRun.push(({ FS }) => write(FS, placeholders(parts.libraries)));
    module.onRuntimeInitialized = () => {
      const scratch = module._emscripten_stack_get_end() + 64;
      const blocks = prepare(module, parts.libraries, scratch);
      module.HEAPU8.fill(0, scratch, scratch + 64);
      begun.push({ module, blocks, memory: copied(module) });
    };
  });
  return { pyodide, ...begun[0] };
}

// Some data depend on entropy already then: two starts tell which.
const other = await start();
standStill();
const { pyodide, module, memory, blocks } = await start();
pyodide.runPython(job.python);
const modules = pyodide.runPython('import sys; "\\n".join(sys.modules)').split("\n").sort();
pyodide.runPython(job.farewell);

const after = copied(module);
after.fill(0, module._emscripten_stack_get_end(), module.stackSave());
sweep(after, module.___heap_base, module._sbrk(0));
const listed = JSON.parse(pyodide.runPython(job.objects));
const found = movable(after, listed);
const before = new Uint8Array(after.length);
before.set(memory);
/** @type {[number, number]} */
const own = [GLOBAL_BASE, GLOBAL_BASE + data(read("pyodide.asm.wasm")).length];
const fixed = equalPages(wholePages([own, ...blocks]), memory, other.memory);
const { pages, bytes } = difference(before, after, fixed);
const later = tables(before, after, own, modules);
const summed = without(fixed, later.ranges);
const head = {
  memory: after.length,
  table: module.wasmTable.length,
  static: fixed,
  summed,
  checksum: checksum(before, summed),
  tables: later,
  pages: pages.length,
  config: module.API.serializeHiwireState(),
};
writeFileSync(join(folder, "snapshot.bin"), pack(head, pages, bytes));
const movables = { parts: stored({ head, pages }, found), ever: listed.ever };
const facts = { memory: after.length, modules, movables };
writeFileSync(join(folder, "snapshot.json"), JSON.stringify(facts));
