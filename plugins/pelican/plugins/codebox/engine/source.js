/** What a runtime's files have brought: fetched once, asked for again only after a failure. */

import { download, downloadPack, likely, readManifest } from "./boot.js";

export class Source {
  constructor(base) {
    Object.assign(this, { base, packs: new Map() });
  }

  /** What a worker begins with: all parts, once they are here. */
  async order() {
    this.control ??= new AbortController();
    const { base, parts } = this;
    const manifest = (this.manifest ??= await readManifest(base, this.control.signal));
    return { base, manifest, parts };
  }

  /** Resolves when all parts are here; `code` tells which packages come along at once. */
  async fetch(code, onProgress, onPart) {
    if (this.parts) return;
    const { base, manifest } = this;
    const { signal } = (this.control ??= new AbortController());
    const packs = likely(manifest, code);
    this.parts = await download({ base, manifest, packs, onProgress, onPart, signal });
  }

  get here() {
    return Boolean(this.parts);
  }

  abort() {
    this.control?.abort();
    this.control = null;
  }

  pack(name, onProgress) {
    if (!this.packs.has(name)) {
      const { base, manifest } = this;
      const pack = downloadPack({ base, manifest, name, onProgress });
      this.packs.set(name, pack);
      pack.catch(() => this.packs.delete(name));
    }
    return this.packs.get(name);
  }
}
