/** Starting Pyodide from parts that are all in memory, with or without a snapshot. */

import { free } from "./free.js";
import { apply, mislead, read } from "./image.js";
import { link, placeholders } from "./libraries.js";
import { unpack, write } from "./pack.js";
import { limitNesting } from "./nesting.js";
import { install } from "./packs.js";

/** @import { ArrivingParts, Named, Pack } from "./download.js" */
/** @import { Create, EmscriptenModule, GlobalOffset, Pyodide } from "./emscripten.js" */
/** @import { Image } from "./image.js" */
/** @import { Library } from "./libraries.js" */
/** @typedef {Parameters<typeof import("pyodide").loadPyodide>[0]} Settings for loadPyodide */
/** @typedef {Pick<ArrivingParts, "loader" | "glue" | "wasm" | "options">} Core what all starts need */
/** @typedef {{pyodide: Pyodide, kind: "snapshot" | "plain", installed: Set<string>}} Runtime */

// The C library copies the environment to the heap as it starts: the same strings everywhere put
// everything that follows at the same addresses. The hash seed is that of the snapshot, which cannot
// be changed any more once there are dictionaries.
const ENVIRONMENT = {
  HOME: "/home/pyodide",
  LANG: "C.UTF-8",
  LOGNAME: "reader",
  PATH: "/",
  PWD: "/",
  PYTHONHASHSEED: "0",
  USER: "reader",
  _: "python",
};
// A snapshot freezes the state of every generator.
const RESEED = `
import random, sys
random.seed()
if "numpy.random" in sys.modules:
    sys.modules["numpy.random"].seed()
del random, sys
`;

/**
 * Starts Python as Pyodide does, from bytecode.
 *
 * @param {ArrivingParts & {start: Named}} parts `start`: all of Python's own modules and NumPy's
 */
export async function startPlain(parts) {
  const libraries = await parts.libraries;
  const files = parts.start.flatMap(([, bytes]) => unpack(bytes));
  const pyodide = await load(parts, {}, (module) => {
    module.preRun.push(({ FS }) => write(FS, [...files, ...placeholders(libraries)]));
    module.onRuntimeInitialized = () => prepare(module, libraries);
  });
  return finish(pyodide, "plain", parts.start.map(([name]) => name), await parts.packs);
}

/**
 * Starts Python as the snapshot left it: no main function runs, nothing is imported. Each part is
 * waited for only when its turn has come.
 *
 * @param {ArrivingParts} parts
 */
export async function startSnapshot(parts) {
  // The loader only looks whether a snapshot is there; `restore` puts the real one in its place.
  const options = { _loadSnapshot: new Uint8Array(1) };
  const pyodide = await load(
    parts,
    options,
    (module) => (module.INITIAL_MEMORY = parts.memory),
    async (module) => {
      prepare(module, await parts.libraries);
      const image = /** @type {Uint8Array<ArrayBuffer>} */ (await parts.image);
      const stored = read(image);
      restore(module, stored);
      if (!parts.complete) mislead(module.HEAPU32, stored.head.tables.pointers);
      free(image);
    },
  );
  pyodide.runPython(RESEED);
  return finish(pyodide, "snapshot", [], await parts.packs);
}

/**
 * @param {Pyodide} pyodide
 * @param {Runtime["kind"]} kind
 * @param {string[]} there packs that are in it already
 * @param {Pack[]} packs
 * @returns {Runtime}
 */
function finish(pyodide, kind, there, packs) {
  limitNesting(pyodide._module);
  const runtime = { pyodide, kind, installed: new Set(there) };
  packs.forEach((pack) => install(runtime, pack));
  return runtime;
}

/**
 * Before main: what stands in the table and in memory must not depend on the browser.
 *
 * @param {EmscriptenModule} module
 * @param {Library[]} libraries
 */
export function prepare(module, libraries, scratch = 0) {
  // On iOS, and where there are no typed function references, one function of Python's own is left out.
  if (!module._PyEM_CountArgsPtr) module.wasmTable.grow(1);
  settle(module.GOT);
  return link(module, libraries, scratch);
}

/**
 * After each module, Emscripten looks through all symbols for those that have no address yet. It
 * finds those that have one in the prototype, and does not go through them again.
 *
 * @param {Record<string, GlobalOffset>} symbols
 */
function settle(symbols) {
  /** @type {Record<string, GlobalOffset>} */
  const settled = {};
  for (const [name, symbol] of Object.entries(symbols)) {
    if (symbol.value === 0 || symbol.value === -1) continue; // which of them, depends on the version
    settled[name] = symbol;
    delete symbols[name];
  }
  Object.setPrototypeOf(symbols, settled);
}

/**
 * Where Python notes the function that some browsers leave out, in words of memory.
 * @param {EmscriptenModule} module
 */
function counterAt(module) {
  const offset = module.HEAP32[module.__PyEM_EMSCRIPTEN_COUNT_ARGS_OFFSET >> 2];
  return (module.__PyRuntime + offset) >> 2;
}

/**
 * The memory for an image: without what depends on the browser.
 * @param {EmscriptenModule} module
 */
export function copied(module) {
  const memory = module.HEAPU8.slice();
  new Int32Array(memory.buffer)[counterAt(module)] = 0;
  return memory;
}

/**
 * @param {EmscriptenModule} module
 * @param {Image} image
 */
function restore(module, image) {
  const { length } = module.wasmTable;
  const { table } = image.head;
  if (length !== table) throw new Error(`the table has ${length} entries, not ${table}`);
  // A memory that the module itself defines begins smaller.
  if (module.HEAPU8.length < image.head.memory) module._emscripten_resize_heap(image.head.memory);
  const at = counterAt(module);
  module.HEAP32[at] = 0; // as it is in an image, which is one for all browsers
  apply(module.HEAPU8, image);
  module.HEAP32[at] = module._PyEM_CountArgsPtr ?? 0;
  const { config } = image.head;
  module.API.restoreSnapshot = () => config; // is kept for good: the image must not be
}

/**
 * Runs Pyodide's own loader on parts that are here, or will be.
 *
 * @param {Core} parts
 * @param {Settings} options
 * @param {(module: EmscriptenModule) => void} adjust sees Emscripten's module before it is made
 * @param {(module: EmscriptenModule) => Promise<void>} complete sees it before Pyodide does
 */
export async function load(parts, options, adjust, complete = async () => {}) {
  /** @type {{loadPyodide: (settings: Settings) => Promise<Pyodide>}} */
  const { loadPyodide } = await source(await parts.loader);
  const create = await factory(await parts.glue);
  const createPyodideModule = once(async (module) => {
    module.instantiateWasm = instantiate(parts.wasm);
    module.thisProgram = "python"; // Node would have the path of a script, in memory too
    adjust(module);
    const failure = guard(module);
    await create(module);
    failure();
    await complete(module);
    return module;
  });
  globalThis._createPyodideModule = createPyodideModule; // where Pyodide before 314 looks
  const settings = { ...parts.options, env: { ...ENVIRONMENT }, createPyodideModule, ...options };
  try {
    return await withoutNetwork(() => loadPyodide(settings));
  } finally {
    delete globalThis._createPyodideModule;
  }
}

/**
 * Pyodide keeps its options for good; `run`, which has all parts at hand, goes with its call.
 * @param {Create} run
 * @returns {Create}
 */
function once(run) {
  /** @type {Create | undefined} */
  let left = run;
  return (module) => {
    const called = /** @type {Create} */ (left);
    left = undefined;
    return called(module);
  };
}

/**
 * Emscripten would lose an error that is thrown as the runtime is initialized.
 * @param {EmscriptenModule} module
 */
function guard(module) {
  const initialized = module.onRuntimeInitialized;
  /** @type {{error: unknown} | undefined} */
  let failed;
  module.onRuntimeInitialized = () => {
    try {
      initialized?.();
    } catch (error) {
      failed = { error };
    }
  };
  return () => {
    if (failed) throw failed.error;
  };
}

/** @type {Create | undefined} */
let made;

/**
 * Emscripten's factory; it may be called again after a failed start.
 * @param {Blob | string} glue
 */
async function factory(glue) {
  if (!made) {
    const module = await source(glue);
    made = typeof module.default === "function" ? module.default : globalThis._createPyodideModule;
  }
  return /** @type {Create} */ (made);
}

/**
 * Imports a module that has no address: the worker's policy allows blobs, and needs no network.
 * @param {Blob | string} code
 */
async function source(code) {
  if (typeof code === "string") return import(code);
  const address = URL.createObjectURL(code);
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * @param {Core["wasm"]} wasm
 * @returns {EmscriptenModule["instantiateWasm"]}
 */
function instantiate(wasm) {
  const marker = Symbol("error marker");
  const make = () => marker;
  const check = (/** @type {unknown} */ value) => value === marker;
  const sentinel = { create_sentinel: make, is_sentinel: check };
  return (imports, receive) => {
    // The names since Pyodide 314.
    Object.assign(imports.env, { Jsv_GetError_import: make, JsvError_Check: check });
    const run = async () => {
      const compiled = await wasm;
      const instance = await WebAssembly.instantiate(compiled, { ...imports, sentinel });
      const table = "__indirect_function_table";
      unify(imports.env[table] ?? instance.exports[table], instance.exports);
      receive(instance, compiled);
    };
    run();
    return {};
  };
}

/**
 * WebKit has two objects for a function that is both exported and in the table. Emscripten would
 * take them for two functions, and number all that follow differently from other browsers.
 *
 * @param {WebAssembly.Table} table
 * @param {WebAssembly.Exports} exports
 */
function unify(table, exports) {
  const functions = Object.values(exports).filter((value) => typeof value === "function");
  // By the standard, its number in the module is the name of an exported function.
  const numbered = new Map(functions.map((exported) => [exported.name, exported]));
  for (let i = 0; i < table.length; i++) {
    const entry = table.get(i);
    const exported = numbered.get(entry?.name);
    if (exported && exported === entry) return; // not WebKit
    if (exported) table.set(i, exported);
  }
}

/**
 * The loader fetches by address what `parts` holds already; it gets nothing, at once.
 * @template T
 * @param {() => Promise<T>} run
 */
async function withoutNetwork(run) {
  const { fetch } = globalThis;
  globalThis.fetch = async () => new Response(new ArrayBuffer(0));
  try {
    return await run();
  } finally {
    globalThis.fetch = fetch;
  }
}
