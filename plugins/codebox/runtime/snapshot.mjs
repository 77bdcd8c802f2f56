/**
 * Makes the snapshot: node snapshot.mjs FOLDER
 *
 * FOLDER has job.json and gets snapshot.bin (boot/image.js tells its form) and modules.json, the
 * names of the modules that it holds. Entropy and clock stand still meanwhile, so that the same
 * input gives the same bytes.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PAGE, checksum, difference, pack } from "../client/boot/image.js";
import { placeholders } from "../client/boot/libraries.js";
import { unpack, write } from "../client/boot/pack.js";
import { load, prepare } from "../client/boot/start.js";

const NOW = Date.UTC(2020, 0, 1);
const GLOBAL_BASE = 1024; // where Emscripten puts the main module's data
const DATA_SECTION = 11;

function standStill() {
  const require = createRequire(import.meta.url);
  require("node:crypto").randomFillSync = (array) => array.fill(7);
  globalThis.crypto.getRandomValues = (array) => array.fill(7);
  performance.now = () => 0;
  globalThis.Date = class extends Date {
    constructor(...args) {
      super(...(args.length ? args : [NOW]));
    }
    static now() {
      return NOW;
    }
  };
}

/** Zeroes what the allocator has got back: nobody reads it, and it would not compress. */
function sweep(memory, start, end) {
  const words = new Uint32Array(memory.buffer);
  let chunk = start;
  while (chunk < end) {
    const head = words[(chunk + 4) >> 2];
    const size = head & ~7;
    if (size < 16 || chunk + size > end) break;
    // A free chunk keeps its links and its place in a tree in the first 32 bytes.
    if (!(head & 2) && size > 32) memory.fill(0, chunk + 32, chunk + size);
    chunk += size;
  }
  if (chunk < end - 64) throw new Error(`the heap is not as expected at ${chunk} of ${end}`);
}

/** The length of the data section: where the main module's variables without a value begin. */
function dataSize(wasm) {
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      value |= (wasm[at] & 127) << shift;
      if (wasm[at++] < 128) return value;
    }
  };
  while (at < wasm.length) {
    const [id, size] = [wasm[at++], number()];
    if (id === DATA_SECTION) return size;
    at += size;
  }
  throw new Error("the main module has no data");
}

/** Whole pages inside of blocks of memory: first, one past the last. */
function wholePages(blocks) {
  const pages = blocks.map(([from, to]) => [Math.ceil(from / PAGE), Math.floor(to / PAGE)]);
  return pages.filter(([first, last]) => first < last);
}

/** The ranges of pages without those that differ between two memories. */
function equalPages(ranges, one, other) {
  const differs = (page) => {
    const [from, to] = [page * PAGE, (page + 1) * PAGE];
    return Buffer.compare(one.subarray(from, to), other.subarray(from, to)) !== 0;
  };
  const cut = ([first, last]) => {
    const pages = Array.from({ length: last - first }, (_, i) => first + i).filter(differs);
    const ends = [first - 1, ...pages, last];
    return ends.slice(1).map((end, i) => [ends[i] + 1, end]);
  };
  return ranges.flatMap(cut).filter(([first, last]) => first < last);
}

const folder = process.argv[2];
const job = JSON.parse(readFileSync(join(folder, "job.json"), "utf8"));
const read = (name) => readFileSync(join(folder, name));
const core = (name) => join(job.core, name);
const wasm = readFileSync(core("pyodide.asm.wasm"));
const parts = {
  loader: pathToFileURL(core("pyodide.mjs")).href,
  glue: pathToFileURL(core("pyodide.asm.js")).href,
  wasm: new WebAssembly.Module(wasm),
  libraries: unpack(read(job.native)).map(([name, so]) => [name, new WebAssembly.Module(so)]),
  options: { ...job.options, indexURL: job.core, stdLibURL: join(folder, job.empty) },
};

/** Starts Python; tells memory and the modules' places in it as they are before Python's own start. */
async function start() {
  const begun = {};
  begun.pyodide = await load(parts, { _makeSnapshot: true }, (module) => {
    begun.module = module;
    module.preRun.push(({ FS }) => job.packs.forEach((name) => write(FS, unpack(read(name)))));
    module.preRun.push(({ FS }) => write(FS, placeholders(parts.libraries)));
    module.onRuntimeInitialized = () => {
      const scratch = module._emscripten_stack_get_end() + 64;
      begun.blocks = prepare(module, parts.libraries, scratch);
      module.HEAPU8.fill(0, scratch, scratch + 64);
      begun.memory = module.HEAPU8.slice();
    };
  });
  return begun;
}

// Some data depend on entropy already then: two starts tell which.
const other = await start();
standStill();
const { pyodide, module, memory, blocks } = await start();
pyodide.runPython(job.python);
const names = pyodide.runPython('import sys; "\\n".join(sys.modules)').split("\n").sort();
pyodide.runPython(job.farewell);

const after = module.HEAPU8.slice();
after.fill(0, module._emscripten_stack_get_end(), module.stackSave());
sweep(after, module.___heap_base, module._sbrk(0));
const before = new Uint8Array(after.length);
before.set(memory);
const data = wholePages([[GLOBAL_BASE, GLOBAL_BASE + dataSize(wasm)], ...blocks]);
const fixed = equalPages(data, memory, other.memory);
const { pages, bytes } = difference(before, after, fixed);
const head = {
  memory: after.length,
  table: module.wasmTable.length,
  static: fixed,
  checksum: checksum(before, fixed),
  pages: pages.length,
  config: module.API.serializeHiwireState(),
};
writeFileSync(join(folder, "snapshot.bin"), pack(head, pages, bytes));
writeFileSync(join(folder, "modules.json"), JSON.stringify(names));
