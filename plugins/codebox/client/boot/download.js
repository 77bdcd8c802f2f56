/**
 * From addresses to parts: fetched, unpacked and compiled at the same time.
 *
 * Every file is gzip in itself, so that a host that compresses nothing still sends few bytes, and a
 * file that is cut or damaged is noticed by its checksum.
 */

import { unpack } from "./pack.js";

const WASM = { headers: { "Content-Type": "application/wasm" } };
const SCRIPT = { type: "text/javascript" };

/** Why no runtime could be had: `kind` is "network", "status", "corrupt" or "compile". */
export class BootError extends Error {
  constructor(kind, file, cause) {
    super(`${file}: ${cause?.message ?? cause}`, { cause });
    this.name = "BootError";
    this.kind = kind;
    this.file = file;
  }
}

/** @param {string} base absolute address of the runtime's folder, with a slash at the end */
export async function readManifest(base, signal) {
  const response = await get(base, "manifest.json", signal);
  try {
    return await response.json();
  } catch (error) {
    throw new BootError("corrupt", "manifest.json", error);
  }
}

/**
 * All that the first run needs.
 *
 * @param {{base: string, manifest: object, packs?: string[], signal?: AbortSignal,
 *   onProgress?: (p: {loaded: number, total: number}) => void}} options
 *   `packs` are installed from the start; see `likely`
 * @returns {Promise<object>} parts for `boot`; they can be posted
 */
export async function download({ base, manifest, packs = [], onProgress = () => {}, signal }) {
  const files = packs.flatMap((name) => manifest.packs[name].files);
  const from = new Source({ base, manifest, onProgress, signal }, [...manifest.first, ...files]);
  const [loader, glue, wasm, libraries, image, start, extra] = await Promise.all([
    from.script("pyodide.mjs"),
    from.script("pyodide.asm.js"),
    from.wasm("pyodide.asm.wasm"),
    from.libraries("native"),
    manifest.snapshot ? from.bytes("snapshot") : null,
    manifest.snapshot ? [] : from.named(manifest.plain),
    Promise.all(packs.map((name) => from.pack(name))),
  ]);
  const options = { lockFileContents: manifest.lock, indexURL: base };
  return { base, manifest, loader, glue, wasm, libraries, image, start, packs: extra, options };
}

/** What a start without a snapshot needs besides. */
export async function downloadPlain({ base, manifest }) {
  const from = new Source({ base, manifest, onProgress: () => {} }, []);
  return from.named(manifest.plain);
}

/**
 * @returns {Promise<{name: string, bytes: Uint8Array, libraries: [string, WebAssembly.Module][]}>}
 *   what `install` takes; it can be posted
 */
export async function downloadPack({ base, manifest, name, onProgress = () => {}, signal }) {
  const from = new Source({ base, manifest, onProgress, signal }, manifest.packs[name].files);
  return from.pack(name);
}

class Source {
  constructor({ base, manifest, onProgress, signal }, expected) {
    Object.assign(this, { base, manifest, signal });
    const total = expected.reduce((sum, name) => sum + manifest.files[name].bytes, 0);
    let loaded = 0;
    this.count = (bytes) => onProgress({ loaded: (loaded += bytes), total });
  }

  /** The unpacked contents as they arrive. */
  async stream(name) {
    const response = await get(this.base, this.manifest.files[name].file, this.signal);
    const { count } = this;
    const counter = new TransformStream({
      transform(chunk, controller) {
        count(chunk.length);
        controller.enqueue(chunk);
      },
    });
    return response.body.pipeThrough(counter).pipeThrough(new DecompressionStream("gzip"));
  }

  async bytes(name) {
    const stream = await this.stream(name);
    const buffer = await this.attempt("corrupt", name, () => new Response(stream).arrayBuffer());
    return new Uint8Array(buffer);
  }

  async script(name) {
    return new Blob([await this.bytes(name)], SCRIPT);
  }

  async wasm(name) {
    const response = new Response(await this.stream(name), WASM);
    return this.attempt("compile", name, () => WebAssembly.compileStreaming(response));
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
      throw new BootError(kind, name, error);
    }
  }
}

async function get(base, file, signal) {
  let response;
  try {
    response = await fetch(base + file, { signal, credentials: "same-origin" });
  } catch (error) {
    signal?.throwIfAborted();
    throw new BootError("network", file, error);
  }
  if (!response.ok) throw new BootError("status", file, `${response.status}`);
  return response;
}
