/**
 * Links Pyodide's main module for a closed world: node link.mjs FOLDER
 *
 * FOLDER has job.json, native.pack (all extension modules), python.pack and code.pack (sources that
 * may use what the glue has). It gets pyodide.asm.js, pyodide.asm.wasm and linked.json.
 */

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { unpack } from "../engine/boot/pack.js";
import { analyse, lost, trim } from "./glue.mjs";
import { clearOrphans } from "./orphans.mjs";

/**
 * @typedef {import("./glue.mjs").Graph} Graph
 * @typedef {{name: string, root?: boolean, reaches?: string[], export?: string, import?: string[]}} Linked
 *   a node of the graph as wasm-metadce reads it
 */

const [GLUE, WASM] = ["pyodide.asm.js", "pyodide.asm.wasm"];
const WORLD = "world";
// Python's public interface in C: readers can call any of it by ctypes.pythonapi.
const PUBLIC = /^Py[A-Z](?!nit_)/;
// Extension modules with JavaScript of their own could use anything.
const SCRIPTS = /^__(em_js__|start_em_asm|stop_em_asm)/;
// What compilers of Emscripten's versions since 2022 use; binaryen keeps to it.
const FEATURES = [
  "bulk-memory",
  "exception-handling",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
  "simd",
  "tail-call",
];

const folder = process.argv[2];
const job = JSON.parse(readFileSync(join(folder, "job.json"), "utf8"));
const require = createRequire(join(job.modules, "any.js"));
const files = (/** @type {string} */ name) => unpack(new Uint8Array(readFileSync(join(folder, name))));
const words = (/** @type {string} */ name) =>
  files(name).flatMap(([, text]) => Buffer.from(text).toString().match(/[\w$]+/g) ?? []);
const symbol = (/** @type {string} */ name) => [`export:${name}`, `link:${name}`];
const { exports: exportsOf, imports: importsOf } = WebAssembly.Module;

/** The names that extension modules import: functions, variables, and the addresses of both. */
function imported() {
  return files("native.pack").flatMap(([path, bytes]) => {
    const compiled = new WebAssembly.Module(bytes);
    const script = exportsOf(compiled).find(({ name }) => SCRIPTS.test(name));
    if (script) throw new Error(`${path} has JavaScript of its own`);
    return importsOf(compiled).map(({ name }) => name);
  });
}

/**
 * The main module's own part of the graph: imports lead to whatever serves them.
 * @param {WebAssembly.Module} main
 * @returns {Linked[]}
 */
function wasmNodes(main) {
  const exported = exportsOf(main).map(({ name }) => ({ name: `export:${name}`, export: name }));
  const needed = importsOf(main).map(({ module, name }) => ({
    name: `import:${module}:${name}`,
    import: [module, name],
    reaches: symbol(name),
  }));
  return [...exported, ...needed];
}

/**
 * @param {Graph} graph
 * @param {WebAssembly.Module} main
 * @returns {Linked}
 */
function world(graph, main) {
  const open = exportsOf(main).map(({ name }) => name).filter((name) => PUBLIC.test(name));
  const used = [...imported(), ...words("python.pack"), ...open].flatMap(symbol);
  const named = [...words("code.pack"), ...words("python.pack")].map((word) => `prop:${word}`);
  return { name: WORLD, root: true, reaches: [...graph.roots, ...used, ...named] };
}

/**
 * The graph as wasm-metadce reads it.
 * @param {Graph} graph
 * @param {WebAssembly.Module} main
 */
function whole(graph, main) {
  const glue = [...graph.nodes].map(([name, reaches]) => ({ name, reaches: [...reaches] }));
  const nodes = [world(graph, main), ...glue, ...wasmNodes(main)];
  const known = new Set(nodes.map(({ name }) => name));
  for (const node of nodes) {
    node.reaches = [...new Set(node.reaches)].filter((name) => known.has(name));
  }
  return nodes;
}

/**
 * Writes the module without what nobody reaches; gives the names of all that nobody reaches.
 * @param {string} input
 * @param {Linked[]} nodes
 * @param {string} output
 */
function reduce(input, nodes, output) {
  const graph = join(folder, "graph.json");
  writeFileSync(graph, JSON.stringify(nodes));
  const program = join(job.modules, "binaryen", "bin", "wasm-metadce");
  const features = FEATURES.map((feature) => `--enable-${feature}`);
  const words = [program, input, "-f", graph, "-o", output, ...features];
  const told = execFileSync(process.execPath, words, { encoding: "utf8", maxBuffer: 1 << 28 });
  return new Set([...told.matchAll(/^unused: (.*)$/gm)].map(([, name]) => name));
}

const changed = `/* Part of Pyodide, under the MPL-2.0 (https://www.mozilla.org/MPL/2.0/), and changed: what the
packages of this site cannot reach is left out. Sources: https://github.com/pyodide/pyodide */
`;
const input = job.wasm;
const output = join(folder, WASM);
const main = new WebAssembly.Module(readFileSync(input));
const graph = analyse(readFileSync(job.glue, "utf8"), require);
const unused = reduce(input, whole(graph, main), output);
const glue = changed + trim(graph, (node) => !unused.has(node));
const missing = lost(graph, glue, require);
if (missing.length) throw new Error(`the glue would miss ${missing.join(" ")}`);
writeFileSync(join(folder, GLUE), glue);

const reduced = new Uint8Array(readFileSync(output));
clearOrphans(reduced);
writeFileSync(output, reduced);
const linked = new WebAssembly.Module(reduced);
const counts = [main, linked].map((one) => [exportsOf(one).length, importsOf(one).length]);
const [[before, imports], [after, left]] = counts;
const facts = { exports: [before, after], imports: [imports, left] };
writeFileSync(join(folder, "linked.json"), JSON.stringify(facts));
