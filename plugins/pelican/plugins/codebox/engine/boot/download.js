/**
 * From addresses to parts: fetched, unpacked and compiled at the same time.
 *
 * Every file is compressed in itself, so that a host that compresses nothing still sends few bytes,
 * and a file that is cut or damaged is noticed by its checksum.
 */

import { here } from "./decompress.js";
import { free } from "./free.js";
import { whole } from "./functions.js";
import { BootError, Line } from "./line.js";
import { unpack } from "./pack.js";
import { kindOf } from "../errors.js";

/** @import { Unpacks } from "./decompress.js" */
/** @import { Library } from "./libraries.js" */
/** @import { Kind, Options } from "./line.js" */
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

const SCRIPT = { type: "text/javascript" };
const MAIN = "pyodide.asm.wasm";
/** The file of what modules lack. */
export const COLD = "cold";
const EARLY = ["pyodide.mjs", "pyodide.asm.js", MAIN, "native"];
/** What `downloadWhole` makes modules from that have all functions. */
export const SPLIT = [MAIN, "native", COLD];
export const PARTS = ["loader", "glue", "wasm", "libraries", "packs", "image", "start"];
// So many bytes before the end of a file the next one is asked for: the line is never idle.
const LEAD = 256 * 1024;

class Source {
  loaded = 0;
  total = 0;
  /** @type {{from: number, resolve: (value?: undefined) => void}[]} files whose turn has not come */
  waiting = [];
  /** @type {Map<string, number>} how many bytes come before a file is asked for */
  from = new Map();

  /**
   * @param {Place & Way} options
   * @param {string[]} order all files that will be asked for: each waits until its predecessors are
   *   nearly here
   */
  constructor({ base, manifest, onProgress = () => {}, signal, ...options }, order) {
    const { line = new Line(), kept = new Map(), unpacker = here } = options;
    this.base = base;
    this.manifest = manifest;
    this.signal = signal;
    this.onProgress = onProgress;
    this.line = line;
    this.kept = kept;
    this.unpacker = unpacker;
    for (const name of order) {
      this.from.set(name, this.total - LEAD);
      this.total += manifest.files[name].bytes;
    }
  }

  /** @param {number} bytes */
  count(bytes) {
    this.loaded += bytes;
    this.onProgress({ loaded: this.loaded, total: this.total });
    const ready = this.waiting.filter(({ from }) => from <= this.loaded);
    this.waiting = this.waiting.filter(({ from }) => from > this.loaded);
    for (const { resolve } of ready) resolve();
  }

  /**
   * Resolves when the file's turn has come.
   * @param {string} name
   * @returns {Promise<undefined> | undefined}
   */
  turn(name) {
    const from = this.from.get(name) ?? 0;
    if (from <= this.loaded) return undefined;
    return new Promise((resolve) => this.waiting.push({ from, resolve }));
  }

  /**
   * The file as it is served, counted as it arrives.
   * @param {string} name
   */
  async served(name) {
    await this.turn(name);
    const { file, bytes } = this.manifest.files[name];
    const kept = this.kept.get(name);
    if (kept) {
      this.count(bytes);
      return kept;
    }
    const onBytes = (/** @type {number} */ count) => this.count(count);
    const served = await this.line.get(this.base + file, file, { signal: this.signal, onBytes });
    this.kept.set(name, served);
    return served;
  }

  /** @param {string} name */
  async bytes(name) {
    this.unpacker.ready().catch(() => {}); // comes along with the file, and is asked for again then
    const served = await this.attempt("network", name, () => this.served(name));
    await this.attempt("script", "The decoder", () => this.unpacker.ready());
    const { size } = this.manifest.files[name];
    return this.attempt("corrupt", name, () => this.unpacker.unpack(served, size));
  }

  /**
   * What `make` gives of a file's bytes, which nobody needs any more then.
   * @template T
   * @param {string} name
   * @param {(bytes: Uint8Array<ArrayBuffer>) => T | Promise<T>} make
   */
  async made(name, make) {
    const bytes = await this.bytes(name);
    const made = await make(bytes);
    free(bytes);
    return made;
  }

  /** @param {string} name */
  script(name) {
    return this.made(name, (bytes) => new Blob([bytes], SCRIPT));
  }

  /** @param {string} name */
  wasm(name) {
    return this.made(name, (bytes) => this.compiled(name, bytes));
  }

  /**
   * @param {string} name
   * @param {Uint8Array<ArrayBuffer>} bytes
   */
  compiled(name, bytes) {
    return this.attempt("compile", name, () => WebAssembly.compile(bytes));
  }

  /** @param {string} name */
  libraries(name) {
    /** @type {(file: [string, Uint8Array<ArrayBuffer>]) => Promise<Library>} */
    const compile = async ([path, bytes]) => [path, await this.compiled(name, bytes)];
    return this.made(name, (bytes) => Promise.all(unpack(bytes).map(compile)));
  }

  /**
   * WebAssembly with all its functions.
   * @returns {Promise<Pick<Arrivals, "wasm" | "libraries">>}
   */
  async whole() {
    const [main, native, cold] = await Promise.all(SPLIT.map((name) => this.bytes(name)));
    const rest = new Map(unpack(cold));
    /** @type {(file: [string, Uint8Array<ArrayBuffer>]) => Promise<Library>} */
    const complete = async ([path, hot]) => [
      path,
      await this.compiled(path, whole(hot, /** @type {Uint8Array} */ (rest.get(path)))),
    ];
    const [[, wasm], ...libraries] = await Promise.all(
      [/** @type {const} */ ([MAIN, main]), ...unpack(native)].map((file) => complete([...file])),
    );
    for (const bytes of [main, native, cold]) free(bytes);
    return { wasm, libraries };
  }

  /**
   * @param {string} name
   * @returns {Promise<Pack>}
   */
  async pack(name) {
    const [modules, native] = this.manifest.packs[name].files;
    const [bytes, libraries] = await Promise.all([
      this.bytes(modules),
      native ? this.libraries(native) : [],
    ]);
    return { name, bytes, libraries };
  }

  /**
   * @param {string[]} names
   * @returns {Promise<Named>}
   */
  named(names) {
    return Promise.all(names.map(async (name) => [name, await this.bytes(name)]));
  }

  /**
   * A download that was given up is told as such, whatever it broke.
   * @template T
   * @param {Kind} kind
   * @param {string} name
   * @param {() => T | Promise<T>} run
   */
  async attempt(kind, name, run) {
    try {
      return await run();
    } catch (error) {
      this.signal?.throwIfAborted();
      if (kind === "corrupt") this.forget(name);
      throw kindOf(error) ? error : new BootError(kind, name, error);
    }
  }

  /** @param {string} name */
  forget(name) {
    this.kept.delete(name);
    this.line.distrust(this.manifest.files[name].file);
  }
}

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
  const last = manifest.snapshot ? ["snapshot"] : manifest.plain;
  const from = new Source(options, [...EARLY, ...last, ...files]);
  const parts = {
    loader: from.script("pyodide.mjs"),
    glue: from.script("pyodide.asm.js"),
    wasm: from.wasm(MAIN),
    libraries: from.libraries("native"),
    packs: Promise.all(packs.map((name) => from.pack(name))),
    image: manifest.snapshot ? from.bytes("snapshot") : null,
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
  return new Source({ base, manifest }, []).named(manifest.plain);
}

/**
 * What a start gets instead of modules that lack functions.
 * @param {Place & Way} options
 */
export async function downloadWhole(options) {
  return { ...(await new Source(options, SPLIT).whole()), complete: true };
}

/**
 * Fetches one file, which stays in `kept` as it is served.
 * @param {Place & Way & {name: string}} options
 */
export function fetchAhead({ name, ...options }) {
  return new Source(options, [name]).served(name);
}

/**
 * @param {Place & Way & {name: string}} options
 * @returns {Promise<Pack>} what `install` takes; it can be posted
 */
export function downloadPack({ name, ...options }) {
  return new Source(options, options.manifest.packs[name].files).pack(name);
}
