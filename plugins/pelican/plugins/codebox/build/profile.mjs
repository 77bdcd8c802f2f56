/**
 * Finds what programs come to, and takes the rest out: node profile.mjs FOLDER
 *
 * FOLDER has what a start needs, snapshot.bin, movables.json, packs, and job.json with programs for
 * training. It gets modules and snapshot as they are served at first, each with what it lacks then,
 * and split.json with their names.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { functions } from "../engine/boot/functions.js";
import { read as header } from "../engine/boot/image.js";
import { startSnapshot } from "../engine/boot/start.js";
import { unpack } from "../engine/boot/pack.js";
import { Python, taken } from "../worker/python.js";
import { counting, entered, split } from "./split.mjs";
import { GLOBAL_BASE } from "./memory.mjs";
import { isTaken, primed, trimmed } from "./objects.mjs";
import { partsOf } from "./parts.mjs";
import { standStill } from "./still.mjs";

/** @typedef {import("../engine/boot/download.js").Manifest} Manifest */
/** @typedef {import("../engine/boot/download.js").Pack} Pack */
/** @typedef {import("../engine/boot/emscripten.js").EmscriptenModule} EmscriptenModule */
/** @typedef {import("./objects.mjs").Part} Part */
/** @typedef {[path: string, bytes: Uint8Array<ArrayBuffer>]} File */
/**
 * @typedef {object} Programs
 * @property {string[][]} everywhere groups that are run also as on a phone
 * @property {string[][]} once
 * @property {string[]} modules imported before programs
 */
/** @typedef {import("./parts.mjs").Job & {manifest: Manifest, programs: Programs}} Job */

const MAIN = "pyodide.asm.wasm";
const IMAGE = "snapshot";
// Functions that take so few bytes come at once, whoever enters them: there are very many.
const SMALL = 160;
const CHECKED = /^# checked by (\S+)/; // so programs begin that a function judges
const TICK = 1; // a millisecond at every look: programs that wait get there, and files get older
// Apple's phones take other ways through Python: a function is left out, and a flag is looked at.
const PHONE = { userAgent: "iPhone", platform: "iPhone", maxTouchPoints: 5 };

const [, , folder] = process.argv;
/** @type {Job} */
const job = JSON.parse(readFileSync(join(folder, "job.json"), "utf8"));
const { read, ...parts } = partsOf(folder, job);
/** @type {File[]} */
const whole = [[MAIN, read(MAIN)], ...unpack(read(job.native))];
const counted = new Map(whole.map(([path, bytes]) => [new WebAssembly.Module(counting(bytes)), path]));
const [main, ...libraries] = counted.keys();

/** @type {string[]} programs that ended with an error */
const failed = [];
/** @type {Map<string, boolean[]>} whether each function has been entered, by module */
const used = new Map();
/** @type {[path: string, exports: WebAssembly.Exports][]} */
let running = [];
/** @type {{parts: Part[], ever: number}} of the snapshot */
const movables = JSON.parse(readFileSync(join(folder, "movables.json"), "utf8"));
const snapshot = read("snapshot.bin");
const image = primed(snapshot, movables.parts, movables.ever);
/** No program has come to these. */
const unwanted = new Set(movables.parts);
/** @type {EmscriptenModule | undefined} */
let memory;

/** Has instances noted, however they are made. */
function watch() {
  const { instantiate, Instance } = WebAssembly;
  /** @type {(compiled: WebAssembly.Module, instance: WebAssembly.Instance) => WebAssembly.Instance} */
  const note = (compiled, instance) => {
    const path = counted.get(compiled);
    if (path) running.push([path, instance.exports]);
    return instance;
  };
  /** @type {(compiled: WebAssembly.Module, imports: WebAssembly.Imports) => Promise<WebAssembly.Instance>} */
  const made = async (compiled, imports) => note(compiled, await instantiate(compiled, imports));
  WebAssembly.instantiate = /** @type {any} */ (made);
  WebAssembly.Instance = new Proxy(Instance, {
    construct: (kind, [compiled, imports]) => note(compiled, new kind(compiled, imports)),
  });
}

function keep() {
  for (const [path, exports] of running) {
    const before = used.get(path) ?? [];
    used.set(path, entered(exports).map((now, i) => now || before[i]));
  }
  running = [];
  for (const part of unwanted) {
    if (memory && isTaken(memory.HEAPU32, part, movables.ever)) unwanted.delete(part);
  }
  memory = undefined;
}

/** @type {(name: string) => Pack} */
const pack = (name) => {
  const [modules, native] = job.manifest.packs[name].files;
  return { name, bytes: read(modules), libraries: native ? parts.compile(native) : [] };
};

/**
 * An interpreter, brought as far as a worker brings it before a program runs.
 * @param {boolean} isPhone
 */
async function begun(isPhone) {
  const { loader, glue, options } = parts;
  const compiled = libraries.map((one) => [/** @type {string} */ (counted.get(one)), one]);
  const runtime = await startSnapshot(
    /** @type {any} */ ({
      ...{ loader, glue, options, wasm: main, libraries: compiled, packs: [] },
      ...{ memory: job.manifest.memory, image: image.slice() },
    }),
  );
  memory = runtime.pyodide._module;
  const python = new Python(runtime, job.manifest);
  python.listen(() => {}, () => {}, () => {});
  if (isPhone) python.becomeStoppable();
  await run(python, "");
  python.install(Object.keys(job.manifest.packs).map(pack));
  return python;
}

/**
 * Runs each group of programs in an interpreter, and goes on in another after one that ends it.
 * @param {Programs} programs
 */
async function train({ everywhere, once, modules }, isPhone = false) {
  for (const group of [[], ...everywhere, ...once]) {
    let python = await begun(isPhone);
    if (!group.length) look(python, modules);
    for (const program of group) {
      if (await run(python, program)) continue;
      keep();
      python = await begun(isPhone);
    }
    keep();
  }
}

/**
 * What is done before a program runs, or while one is written.
 * @param {Python} python
 * @param {string[]} modules
 */
function look({ rehearsal }, modules) {
  rehearsal.rehearse(modules);
  for (const module of ["numpy", "math"]) taken(rehearsal.identifiers(module));
}

/**
 * Is the interpreter still alive then?
 * @param {Python} python
 * @param {string} code
 */
async function run(python, code) {
  const onEvent = (/** @type {string} */ _kind, /** @type {any} */ ...more) => more.forEach(taken);
  try {
    python.rehearsal.compiles(code);
    const [, checker = ""] = CHECKED.exec(code) ?? [];
    const ok = await python.runner.run(code, onEvent, python.available, () => false, checker);
    if (ok === false) failed.push(code);
    python.runtime.pyodide.runPython("import gc; gc.collect()"); // what is freed is entered too
    return typeof ok === "boolean";
  } catch {
    return false;
  }
}

watch();
standStill(TICK);
await train(job.programs);
Object.defineProperty(globalThis, "navigator", { value: PHONE });
await train({ ...job.programs, once: [] }, true);

/** @type {(file: File) => boolean[]} */
const wanted = ([path, bytes]) =>
  functions(bytes).map(({ length }, i) => length < SMALL || Boolean(used.get(path)?.[i]));
/** @type {[from: number, to: number][]} */
const later = header(snapshot).head.tables.ranges.map(([from, to]) => [
  from - GLOBAL_BASE,
  to - GLOBAL_BASE,
]);
/** @type {[path: string, made: ReturnType<typeof split>][]} */
const both = whole.map((file) => [file[0], split(file[1], wanted(file), file[0] === MAIN ? later : [])]);
// Some parts are wanted by every program: if there is a trace of none, this Python leaves none.
const apart = unwanted.size < movables.parts.length ? [...unwanted] : [];
both.push([IMAGE, trimmed(snapshot, apart)]);
/** @type {(kind: "hot" | "cold") => Record<string, string>} */
const files = (kind) => Object.fromEntries(both.map(([path, made], i) => [path, save(`${i}.${kind}`, made[kind])]));
/** @type {(name: string, bytes: Uint8Array) => string} */
function save(name, bytes) {
  writeFileSync(join(folder, name), bytes);
  return name;
}
const made = { hot: files("hot"), cold: files("cold"), failed };
writeFileSync(join(folder, "split.json"), JSON.stringify(made));
process.exit(); // a program may have left something to be done
