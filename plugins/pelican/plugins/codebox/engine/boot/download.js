/**
 * From addresses to parts: fetched, unpacked and compiled at the same time.
 *
 * Every file is compressed in itself, so that a host that compresses nothing still sends few bytes,
 * and a file that is cut or damaged is noticed by its checksum.
 */

import { decompress, ready } from "./decompress.js";
import { BootError, Line } from "./line.js";
import { unpack } from "./pack.js";

const SCRIPT = { type: "text/javascript" };
const EARLY = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "native"];
export const PARTS = ["loader", "glue", "wasm", "libraries", "packs", "image", "start"];
// So many bytes before the end of a file the next one is asked for: the line is never idle.
const LEAD = 256 * 1024;

/**
 * @param {string} base absolute address of the runtime's folder, with a slash at the end
 * @param {{line?: Line, signal?: AbortSignal, early?: Promise<Response | null>}} options as for Line
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
 * @param {{base: string, manifest: object, packs?: string[], signal?: AbortSignal, line?: Line,
 *   kept?: Map<string, Uint8Array>, lazy?: (load: () => Promise<object>) => Promise<object>,
 *   onProgress?: (p: {loaded: number, total: number}) => void,
 *   onPart?: (name: string, value: any) => void}} options
 *   `packs` are installed from the start, see `likely`; `onPart` gets each part when it is ready;
 *   `kept` holds what has come, for another try; `lazy` imports the decoder
 * @returns {Promise<object>} parts for `boot`; they can be posted
 */
export async function download(options) {
  const { base, manifest, packs = [], onPart = () => {} } = options;
  const files = packs.flatMap((name) => manifest.packs[name].files);
  const last = manifest.snapshot ? ["snapshot"] : manifest.plain;
  const from = new Source(options, [...EARLY, ...last, ...files]);
  const parts = {
    loader: from.script("pyodide.mjs"),
    glue: from.script("pyodide.asm.js"),
    wasm: from.wasm("pyodide.asm.wasm"),
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
  return { ...constants({ base, manifest }), ...Object.fromEntries(await Promise.all(told)) };
}

/** The parts of a start that need no download. */
export function constants({ base, manifest }) {
  const options = { lockFileContents: manifest.lock, indexURL: base };
  return { base, manifest, options, memory: manifest.memory };
}

/** What a start without a snapshot needs besides. */
export function downloadPlain({ base, manifest }) {
  return new Source({ base, manifest }, []).named(manifest.plain);
}

/**
 * @returns {Promise<{name: string, bytes: Uint8Array, libraries: [string, WebAssembly.Module][]}>}
 *   what `install` takes; it can be posted
 */
export function downloadPack({ name, ...options }) {
  return new Source(options, options.manifest.packs[name].files).pack(name);
}

class Source {
  /** `order` are all files that will be asked for: each waits until its predecessors are nearly here. */
  constructor({ base, manifest, onProgress = () => {}, signal, ...options }, order) {
    Object.assign(this, { base, manifest, signal, loaded: 0, onProgress, waiting: [] });
    const { line = new Line(), kept = new Map(), lazy } = options;
    Object.assign(this, { line, kept, lazy });
    ready(lazy).catch(() => {}); // comes along with the first file, which then says what is wrong
    this.from = new Map();
    this.total = 0;
    for (const name of order) {
      this.from.set(name, this.total - LEAD);
      this.total += manifest.files[name].bytes;
    }
  }

  count(bytes) {
    this.loaded += bytes;
    this.onProgress({ loaded: this.loaded, total: this.total });
    const ready = this.waiting.filter(({ from }) => from <= this.loaded);
    this.waiting = this.waiting.filter(({ from }) => from > this.loaded);
    for (const { resolve } of ready) resolve();
  }

  /** Resolves when the file's turn has come. */
  turn(name) {
    const from = this.from.get(name) ?? 0;
    if (from <= this.loaded) return undefined;
    return new Promise((resolve) => this.waiting.push({ from, resolve }));
  }

  /** The file as it is served, counted as it arrives. */
  async served(name) {
    await this.turn(name);
    const { file, bytes } = this.manifest.files[name];
    if (this.kept.has(name)) {
      this.count(bytes);
      return this.kept.get(name);
    }
    const onBytes = (count) => this.count(count);
    const served = await this.line.get(this.base + file, file, { signal: this.signal, onBytes });
    this.kept.set(name, served);
    return served;
  }

  async bytes(name) {
    const served = await this.attempt("network", name, () => this.served(name));
    await this.attempt("script", "The decoder", () => ready(this.lazy));
    const { size } = this.manifest.files[name];
    return this.attempt("corrupt", name, () => decompress(served, size));
  }

  async script(name) {
    return new Blob([await this.bytes(name)], SCRIPT);
  }

  async wasm(name) {
    const bytes = await this.bytes(name);
    return this.attempt("compile", name, () => WebAssembly.compile(bytes));
  }

  async libraries(name) {
    const files = unpack(await this.bytes(name));
    const compile = async ([path, bytes]) => [path, await WebAssembly.compile(bytes)];
    return this.attempt("compile", name, () => Promise.all(files.map(compile)));
  }

  async pack(name) {
    const [modules, native] = this.manifest.packs[name].files;
    const [bytes, libraries] = await Promise.all([
      this.bytes(modules),
      native ? this.libraries(native) : [],
    ]);
    return { name, bytes, libraries };
  }

  /** Files by name, as [name, bytes]. */
  named(names) {
    return Promise.all(names.map(async (name) => [name, await this.bytes(name)]));
  }

  /** A download that was given up is told as such, whatever it broke. */
  async attempt(kind, name, run) {
    try {
      return await run();
    } catch (error) {
      this.signal?.throwIfAborted();
      if (kind === "corrupt") this.forget(name);
      throw error.kind ? error : new BootError(kind, name, error);
    }
  }

  forget(name) {
    this.kept.delete(name);
    this.line.distrust(this.manifest.files[name].file);
  }
}
