/** What a runtime's files have brought: fetched once, asked for again only after a failure. */

import {
  download,
  downloadWhole,
  free,
  likely,
  Line,
  readManifest,
  SPLIT,
} from "./boot.js";
import { once } from "./once.js";
import { Packages } from "./packages.js";
import { standalone } from "./scripts.js";
import { Unpacker } from "./unpacker.js";

/** @import { Unpacks } from "./boot/decompress.js" */
/** @import { Manifest, Pack, Parts, Progress } from "./boot/download.js" */
/** @import { Lazy } from "./scripts.js" */
/**
 * @typedef {object} Page what the page's own script has: an import would add a chunk that the page
 *   loads before it is shown
 * @property {Lazy} lazy
 * @property {(error: unknown) => Promise<unknown>} diagnosed tells what it means that a file is gone
 * @property {Promise<Response | null> | null} [early] the manifest, if it is on its way
 * @property {Unpacks} [unpacker] if not a worker of its own
 */

const HEAVY = /** @type {const} */ (["wasm", "libraries", "image"]);

export class Source {
  /** @type {Manifest | undefined} */
  manifest;
  /** @type {Partial<Progress>} */
  progress = {};
  /** @type {Parts | undefined} all of them, once they have come */
  parts;
  /** @type {Map<string, Uint8Array<ArrayBuffer>>} files, for another try */
  kept = new Map();
  /** @type {Promise<Parts> | undefined} of the first download */
  arriving;
  /** @type {Promise<void> | null} until all functions are here */
  completing = null;
  /** @type {Set<Line>} */
  lines = new Set();
  /** @type {AbortController | null} */
  control = null;
  /** @type {Map<Script, Promise<string>>} addresses of scripts */
  scripts = new Map();
  /** @type {Unpacker | null} while anything is downloaded */
  unpacker = null;
  downloads = 0; // that are under way

  /**
   * @param {string} base
   * @param {Page} page
   * @param {(progress: Partial<Progress>) => void} onStalled nothing has come for long
   */
  constructor(base, page, onStalled) {
    this.base = base;
    this.page = page;
    this.line = this.connect(() => onStalled(this.progress));
    this.packages = new Packages(this);
  }

  /** @param {() => void} onStalled */
  connect(onStalled) {
    const line = new Line(onStalled);
    this.lines.add(line);
    return line;
  }

  /**
   * What `run` gives with a line of its own.
   * @template T
   * @param {() => void} onStalled
   * @param {(line: Line) => Promise<T>} run
   */
  async connected(onStalled, run) {
    const line = this.connect(onStalled);
    try {
      return await run(line);
    } finally {
      this.lines.delete(line);
    }
  }

  /** What a worker begins with: once they are here, all parts that take up no memory there. */
  async order() {
    const { base, line } = this;
    this.control ??= new AbortController();
    const { signal } = this.control;
    const { early } = this.page;
    this.page = { ...this.page, early: null };
    this.manifest ??= await this.told(() => readManifest(base, { signal, line, early }));
    return { base, manifest: this.manifest, parts: this.parts && light(this.parts) };
  }

  /** What a worker needs besides to become an interpreter, by its name. */
  get rest() {
    const { parts } = this;
    return parts ? HEAVY.map((name) => /** @type {const} */ ([name, parts[name]])) : [];
  }

  /**
   * Resolves when all parts are here, with the packages that came along; `code` tells which. Comes
   * after an order.
   * @param {string} code
   * @param {(progress: Progress) => void} onProgress
   * @param {(name: string, value: unknown) => void} onPart
   * @returns {Promise<Pack[]>}
   */
  async fetch(code, onProgress, onPart) {
    if (this.parts) return [];
    const { line, kept } = this;
    const place = this.place();
    const { signal } = (this.control ??= new AbortController());
    const told = (/** @type {Progress} */ progress) => onProgress((this.progress = progress));
    const options = { ...place, line, kept, signal, onPart, onProgress: told };
    const packs = likely(place.manifest, code);
    this.arriving = waitedFor(
      this.unpacked((unpacker) => download({ ...options, unpacker, packs })),
    );
    const parts = await this.arriving;
    this.packages.add(parts.packs);
    this.parts = { ...parts, packs: [] };
    const wanted = place.manifest.split ? SPLIT : [];
    this.forget([...kept.keys()].filter((name) => !wanted.includes(name)));
    return parts.packs;
  }

  /**
   * Gives back what was kept for another try.
   * @param {string[]} names of files
   */
  forget(names) {
    for (const name of names) {
      free(this.kept.get(name));
      this.kept.delete(name);
    }
  }

  /**
   * Resolves when the parts lack no function.
   * @param {(progress: Progress) => void} onProgress
   */
  complete(onProgress) {
    this.completing ??= this.completed(onProgress).finally(() => (this.completing = null));
    return this.completing;
  }

  /** @param {(progress: Progress) => void} onProgress */
  async completed(onProgress) {
    const arrived = await this.arriving;
    const parts = this.parts ?? arrived;
    if (!parts || parts.complete) return;
    const { line, kept } = this;
    const told = (/** @type {Progress} */ progress) => onProgress((this.progress = progress));
    const options = { ...this.place(), line, kept, onProgress: told };
    const made = await this.unpacked((unpacker) => downloadWhole({ ...options, unpacker }, parts.image));
    this.parts = { ...parts, ...made, packs: [] };
    this.forget(SPLIT);
  }

  /** Where files are, and which; known once there has been an order. */
  place() {
    const { base, manifest } = this;
    if (!manifest) throw new Error("the manifest comes first");
    return { base, manifest };
  }

  get whole() {
    return Boolean(this.parts);
  }

  abort() {
    this.control?.abort();
    this.control = null;
  }

  /** Asks anew for whatever is on its way. */
  retry() {
    for (const line of this.lines) line.retry();
  }

  /**
   * The address of a worker's script, which needs the server no more.
   * @param {Script} name
   *
   * @typedef {Parameters<typeof standalone>[0]} Script
   */
  script(name) {
    return once(this.scripts, name, () => this.told(() => standalone(name, this.page.lazy)));
  }

  /**
   * What `download` gives, with who unpacks for it and for all others that are under way.
   * @template T
   * @param {(unpacker: Unpacks) => Promise<T>} download
   */
  async unpacked(download) {
    const unpacker = this.page.unpacker ?? (this.unpacker ??= this.unpacking());
    this.downloads += 1;
    try {
      return await this.told(() => download(unpacker));
    } finally {
      this.downloads -= 1;
      if (!this.downloads) this.release();
    }
  }

  /** Starts while the first files are on their way. */
  unpacking() {
    const unpacker = new Unpacker(() => this.script("unpacking"));
    unpacker.ready().catch(() => {}); // the first file asks for it again, and tells
    return unpacker;
  }

  release() {
    this.unpacker?.end();
    this.unpacker = null;
  }

  /**
   * What `run` gives; of an error, what it means that a file is gone.
   * @template T
   * @param {() => Promise<T>} run
   */
  async told(run) {
    try {
      return await run();
    } catch (error) {
      throw await this.page.diagnosed(error);
    }
  }
}

/**
 * @param {Parts} parts
 * @returns {Omit<Parts, typeof HEAVY[number]>}
 */
function light(parts) {
  const found = { ...parts };
  for (const name of HEAVY) delete (/** @type {Partial<Parts>} */ (found)[name]);
  return found;
}

/**
 * `download` again; others of this site, such as what keeps pages for later, leave the line to it.
 * @template T
 * @param {Promise<T>} download
 */
function waitedFor(download) {
  const over = download.catch(() => {});
  navigator.locks?.request("line", { mode: "shared" }, () => over).catch(() => {});
  return download;
}
