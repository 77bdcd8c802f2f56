/**
 * The files of one download, in their order: each as it is served, unpacked, and made into a part.
 */

import { here } from "./decompress.js";
import { free } from "./free.js";
import { lay, whole } from "./functions.js";
import { BootError, Line } from "./line.js";
import { unpack } from "./pack.js";
import { kindOf } from "../errors.js";

/** @import { Arrivals, Named, Pack, Place, Way } from "./download.js" */
/** @import { Library } from "./libraries.js" */
/** @import { Kind } from "./line.js" */

const SCRIPT = { type: "text/javascript" };
export const MAIN = "pyodide.asm.wasm";
export const IMAGE = "snapshot";
/** The file of what modules and the image lack. */
export const COLD = "cold";
/** What modules are made from that have all functions. */
export const SPLIT = [MAIN, "native", COLD];
// So many bytes before the end of a file the next one is asked for: the line is never idle.
const LEAD = 256 * 1024;

export class Delivery {
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
   * WebAssembly with all its functions; `image`, if there is one, gets what it lacks.
   * @param {Uint8Array | null} image
   * @returns {Promise<Pick<Arrivals, "wasm" | "libraries">>}
   */
  async whole(image) {
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
    if (image) lay(image, /** @type {Uint8Array} */ (rest.get(IMAGE)));
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
