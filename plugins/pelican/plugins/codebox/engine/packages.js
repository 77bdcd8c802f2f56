/** Packages that a runtime's first download has not brought, or not unpacked. */

import { COLD, downloadPack, fetchAhead } from "./boot.js";
import { once } from "./once.js";

/** @import { Pack, Progress } from "./boot/download.js" */
/** @import { Source } from "./source.js" */
/** @typedef {Partial<Progress> & {stalled?: boolean}} PackProgress */
/** @typedef {(bytes: PackProgress) => void} OnPack */

export class Packages {
  /** @type {Map<string, Pack>} those that can be installed */
  here = new Map();
  /** @type {Map<string, Promise<Pack>>} */
  fetching = new Map();
  /** @type {Map<string, Set<OnPack>>} those who hear how far a package has come */
  listeners = new Map();

  /** @param {Source} source */
  constructor(source) {
    this.source = source;
  }

  /** @param {Pack[]} packs */
  add(packs) {
    for (const pack of packs) this.here.set(pack.name, pack);
  }

  /**
   * Fetches what a program may want yet: the functions that are missing, and a package. It stays as it
   * is served, which takes a quarter of the memory, and most programs want neither.
   * @param {string} name of the package
   */
  async ahead(name) {
    const { kept, manifest, parts } = this.source;
    if (!manifest || !parts) return;
    const missing = parts.complete ? [] : [COLD];
    const packed = this.here.has(name) ? [] : (manifest.packs[name]?.files ?? []);
    const files = [...missing, ...packed].filter((file) => !kept.has(file));
    const place = this.source.place();
    await this.source.connected(
      () => {},
      async (line) => {
        for (const file of files) await fetchAhead({ ...place, line, kept, name: file });
      },
    );
  }

  /**
   * Unpacks those of `names` that have been fetched ahead.
   * @param {string[]} names
   */
  async unfold(names) {
    const { kept } = this.source;
    const { packs } = this.source.place().manifest;
    const isPacked = (/** @type {string} */ name) => packs[name].files.every((file) => kept.has(file));
    const packed = names.filter((name) => !this.here.has(name) && isPacked(name));
    await Promise.all(packed.map((name) => this.get(name)));
  }

  /**
   * @param {string} name
   * @param {OnPack} onProgress
   */
  get(name, onProgress = () => {}) {
    const { listeners } = this;
    const all = listeners.get(name) ?? new Set();
    listeners.set(name, all.add(onProgress));
    const tell = (/** @type {PackProgress} */ bytes) => all.forEach((hear) => hear(bytes));
    const fetched = () => this.fetched(name, tell).finally(() => listeners.delete(name));
    return once(this.fetching, name, fetched);
  }

  /**
   * @param {string} name
   * @param {OnPack} onProgress
   */
  async fetched(name, onProgress) {
    const { source } = this;
    const { kept } = source;
    const place = source.place();
    /** @type {Partial<Progress>} */
    let progress = {};
    const told = (/** @type {Progress} */ bytes) => onProgress((progress = bytes));
    const pack = await source.connected(
      () => onProgress({ ...progress, stalled: true }),
      (line) => {
        const options = { ...place, name, line, kept, onProgress: told };
        return source.unpacked((unpacker) => downloadPack({ ...options, unpacker }));
      },
    );
    source.forget(place.manifest.packs[name].files);
    this.here.set(name, pack);
    return pack;
  }
}
