/** What a runtime's files have brought: fetched once, asked for again only after a failure. */

import { download, downloadPack, likely, Line, readManifest } from "./boot.js";
import { standalone } from "./scripts.js";

export class Source {
  /**
   * @param {string} base
   * @param {{lazy: Function, diagnosed: Function, early?: Promise<Response | null>}} page see Pool
   * @param {(bytes: {loaded?: number, total?: number}) => void} onStalled nothing has come for long
   */
  constructor(base, page, onStalled) {
    Object.assign(this, { base, page, progress: {}, here: new Map(), kept: new Map() });
    Object.assign(this, { fetching: new Map(), lines: new Set() });
    this.line = this.connect(() => onStalled(this.progress));
  }

  connect(onStalled) {
    const line = new Line(onStalled);
    this.lines.add(line);
    return line;
  }

  /** What a worker begins with: all parts, once they are here, and all packages that are here. */
  async order() {
    const { base, line } = this;
    this.control ??= new AbortController();
    const { signal } = this.control;
    const { early } = this.page;
    this.page = { ...this.page, early: null };
    this.manifest ??= await this.told(() => readManifest(base, { signal, line, early }));
    return { base, manifest: this.manifest, parts: this.parts, packs: [...this.here.values()] };
  }

  /**
   * Resolves when all parts are here, with the packages that came along; `code` tells which.
   */
  async fetch(code, onProgress, onPart) {
    if (this.parts) return [];
    const { base, manifest, line, kept } = this;
    const { signal } = (this.control ??= new AbortController());
    const { lazy } = this.page;
    const told = (progress) => onProgress((this.progress = progress));
    const options = { base, manifest, line, kept, lazy, signal, onPart, onProgress: told };
    const packs = likely(manifest, code);
    const parts = await this.told(() => download({ ...options, packs }));
    for (const pack of parts.packs) this.here.set(pack.name, pack);
    this.parts = { ...parts, packs: [] };
    kept.clear();
    return parts.packs;
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

  pack(name, onProgress = () => {}) {
    if (!this.fetching.has(name)) {
      const pack = this.fetched(name, onProgress);
      this.fetching.set(name, pack);
      pack.catch(() => this.fetching.delete(name));
    }
    return this.fetching.get(name);
  }

  async fetched(name, onProgress) {
    const { base, manifest, kept } = this;
    const { lazy } = this.page;
    let progress = {};
    const line = this.connect(() => onProgress({ ...progress, stalled: true }));
    const told = (bytes) => onProgress((progress = bytes));
    const options = { base, manifest, name, line, kept, lazy, onProgress: told };
    const pack = await this.told(() => downloadPack(options));
    this.lines.delete(line);
    for (const file of manifest.packs[name].files) kept.delete(file);
    this.here.set(name, pack);
    return pack;
  }

  /** The address of the worker's script, which needs the server no more. */
  script() {
    this.address ??= this.told(() => standalone(this.page.lazy)).catch((error) => {
      this.address = null;
      throw error;
    });
    return this.address;
  }

  /** What `run` gives; of an error, what it means that a file is gone. */
  async told(run) {
    try {
      return await run();
    } catch (error) {
      throw await this.page.diagnosed(error);
    }
  }
}
