/**
 * From addresses to parts: fetched, unpacked and compiled at the same time.
 *
 * Every file is compressed in itself, so that a host that compresses nothing still sends few bytes,
 * and a file that is cut or damaged is noticed by its checksum.
 */

import { Delivery, IMAGE, MAIN, SPLIT } from "./delivery.js";
import { BootError, Line } from "./line.js";

/** @import { Unpacks } from "./decompress.js" */
/** @import { Library } from "./libraries.js" */
/** @import { Options } from "./line.js" */
/**
 * @typedef {object} Manifest what a runtime has, as build/manifest.py writes it
 * @property {Record<string, {file: string, bytes: number, size: number}>} files by name: each as it
 *   is served, and how long it is then and unpacked
 * @property {string[]} first files that a first run waits for
 * @property {Record<string, {files: string[], modules: string[], needs: string[]}>} packs
 * @property {Record<string, string[]>} hints words that make a pack likely to be needed
 * @property {Record<string, string[]>} needs packs that a module needs besides its own
 * @property {Record<string, string[]>} words packs that come with a project's function or class
 * @property {Record<string, string>} packages versions
 * @property {string[]} projects
 * @property {string[]} plain files of a start without a snapshot
 * @property {boolean} snapshot
 * @property {boolean} split whether the first files lack functions
 * @property {number} memory bytes of the snapshot's, 0 if there is none
 * @property {string} lock
 */
/** @typedef {{base: string, manifest: Manifest}} Place */
/** @typedef {{loaded: number, total: number}} Progress in bytes */
/** @typedef {{name: string, bytes: Uint8Array<ArrayBuffer>, libraries: Library[]}} Pack */
/** @typedef {[name: string, bytes: Uint8Array<ArrayBuffer>][]} Named */
/**
 * @typedef {object} Arrivals what is downloaded for a start
 * @property {Blob | string} loader Pyodide's own; a string is an address, in Node
 * @property {Blob | string} glue Emscripten's
 * @property {WebAssembly.Module} wasm
 * @property {Library[]} libraries
 * @property {Pack[]} packs
 * @property {Uint8Array<ArrayBuffer> | null} image
 * @property {Named | null} start
 */
/** @template T @typedef {{[N in keyof T]: T[N] | Promise<T[N]>}} Eventually */
/** @typedef {ReturnType<typeof constants> & Arrivals} Parts `complete`: no function is missing */
/** @typedef {ReturnType<typeof constants> & Eventually<Arrivals>} ArrivingParts */
/**
 * @typedef {object} Way how files come
 * @property {AbortSignal} [signal]
 * @property {Line} [line]
 * @property {Map<string, Uint8Array<ArrayBuffer>>} [kept] holds what has come, for another try
 * @property {Unpacks} [unpacker] this thread, if there is no other
 * @property {(progress: Progress) => void} [onProgress]
 */

const EARLY = ["pyodide.mjs", "pyodide.asm.js", MAIN, "native"];
export const PARTS = ["loader", "glue", "wasm", "libraries", "packs", "image", "start"];

/**
 * @param {string} base absolute address of the runtime's folder, with a slash at the end
 * @param {{line?: Line} & Omit<Options, "onBytes">} options as for Line
 * @returns {Promise<Manifest>}
 */
export async function readManifest(base, { line = new Line(), ...options } = {}) {
  const file = "manifest.json";
  const bytes = await line.get(base + file, file, options);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    line.distrust(file);
    throw new BootError("corrupt", file, error);
  }
}

/**
 * All that the first run needs, in the order in which a start needs it: one file follows another
 * closely, so that what comes first is compiled while the rest is on its way.
 *
 * @param {Place & Way & {packs?: string[], onPart?: (name: string, value: unknown) => void}} options
 *   `packs` are installed from the start, see `likely`; `onPart` gets each part when it is ready
 * @returns {Promise<Parts>} parts for `boot`; they can be posted
 */
export async function download(options) {
  const { base, manifest, packs = [], onPart = () => {} } = options;
  const files = packs.flatMap((name) => manifest.packs[name].files);
  const last = manifest.snapshot ? [IMAGE] : manifest.plain;
  const from = new Delivery(options, [...EARLY, ...last, ...files]);
  const parts = {
    loader: from.script("pyodide.mjs"),
    glue: from.script("pyodide.asm.js"),
    wasm: from.wasm(MAIN),
    libraries: from.libraries("native"),
    packs: Promise.all(packs.map((name) => from.pack(name))),
    image: manifest.snapshot ? from.bytes(IMAGE) : null,
    start: manifest.snapshot ? null : from.named(manifest.plain),
  };
  const told = Object.entries(parts).map(async ([name, part]) => {
    const value = await part;
    onPart(name, value);
    return [name, value];
  });
  const arrived = /** @type {Arrivals} */ (Object.fromEntries(await Promise.all(told)));
  return { ...constants({ base, manifest }), ...arrived };
}

/**
 * The parts of a start that need no download.
 * @param {Place} place
 */
export function constants({ base, manifest }) {
  const options = { lockFileContents: manifest.lock, indexURL: base };
  return { base, manifest, options, memory: manifest.memory, complete: !manifest.split };
}

/**
 * What a start without a snapshot needs besides.
 * @param {Place} place
 */
export function downloadPlain({ base, manifest }) {
  return new Delivery({ base, manifest }, []).named(manifest.plain);
}

/**
 * What a start gets instead of modules that lack functions.
 * @param {Place & Way} options
 * @param {Uint8Array | null} image that lacks something, too
 */
export async function downloadWhole(options, image = null) {
  return { ...(await new Delivery(options, SPLIT).whole(image)), complete: true };
}

/**
 * Fetches one file, which stays in `kept` as it is served.
 * @param {Place & Way & {name: string}} options
 */
export function fetchAhead({ name, ...options }) {
  return new Delivery(options, [name]).served(name);
}

/**
 * @param {Place & Way & {name: string}} options
 * @returns {Promise<Pack>} what `install` takes; it can be posted
 */
export function downloadPack({ name, ...options }) {
  return new Delivery(options, options.manifest.packs[name].files).pack(name);
}
