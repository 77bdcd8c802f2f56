/** Python that has started, with the two modules that are driven from here. */

import { install, lacking, missing } from "../engine/boot.js";

/** @import { Manifest, Pack } from "../engine/boot/download.js" */
/** @import { Runtime } from "../engine/boot/start.js" */

// They run the reader's code, and import before it does; both are in every runtime, from python/.
const RUNNER = "codebox_reader.run";
const REHEARSAL = "codebox_reader.rehearsal";

/**
 * Told of each thing that happens in Python: its kind, its content, and what that kind has besides;
 * see run.py for the kinds. What Python hands over is of any type.
 * @typedef {(kind: string, content: any, more: any) => void} OnEvent
 */
/**
 * @typedef {object} Runner codebox_reader.run
 * @property {(code: string, onEvent: OnEvent, available?: string,
 *   obtainable?: (module: string) => boolean, checker?: string) => boolean | undefined} run
 *   nothing, if the interpreter has ended
 */
/**
 * @typedef {object} Rehearsal codebox_reader.rehearsal
 * @property {(code: string) => boolean} compiles
 * @property {(modules: string[]) => void} rehearse
 * @property {(module: string) => unknown} identifiers
 */

export class Python {
  /**
   * @param {Runtime} runtime
   * @param {Manifest} manifest
   */
  constructor(runtime, manifest) {
    const { pyodide } = runtime;
    this.runtime = runtime;
    this.manifest = manifest;
    /** @type {Runner} */
    this.runner = pyodide.pyimport(RUNNER);
    /** @type {Rehearsal} */
    this.rehearsal = pyodide.pyimport(REHEARSAL);
    this.available = [...manifest.projects, ...Object.keys(manifest.packages)].join(", ");
  }

  /**
   * Has what C code prints `written` too, and tells when the interpreter has ended.
   * @param {(stream: string, text: string) => void} written
   * @param {(error: unknown) => void} ended
   * @param {(error: unknown) => void} caught each error of JavaScript that Python can catch
   */
  listen(written, ended, caught) {
    const { pyodide } = this.runtime;
    const { _module } = pyodide;
    /** @type {(stream: string) => {write: (bytes: Uint8Array) => number}} */
    const to = (stream) => {
      const decoder = new TextDecoder();
      const write = (/** @type {Uint8Array} */ bytes) => {
        written(stream, decoder.decode(bytes, { stream: true }));
        return bytes.length;
      };
      return { write };
    };
    pyodide.setStdout(to("out"));
    pyodide.setStderr(to("err"));
    // Not every call that it ends throws the error: some return nothing.
    pyodide._api.on_fatal = ended;
    const { handle_js_error } = _module;
    _module.handle_js_error = (error) => {
      caught(error);
      handle_js_error(error);
    };
  }

  /**
   * WebKit ends a worker only where WebAssembly calls JavaScript; with an interrupt buffer, in which
   * nobody ever writes, Python does so every few steps.
   */
  becomeStoppable() {
    this.runtime.pyodide.setInterruptBuffer(new Uint8Array(1));
  }

  /** Throws if the interpreter has ended. */
  probe() {
    this.runtime.pyodide.runPython("None");
  }

  /** @param {Pack[]} packs */
  install(packs) {
    for (const pack of packs) install(this.runtime, pack);
  }

  /**
   * Packs that `module` would need.
   * @param {string} module
   */
  lacking(module) {
    return lacking(this.runtime, [module], this.manifest);
  }

  /**
   * Packs that `code` needs, and who judges it.
   * @param {string} code
   * @param {string} checker
   */
  missing(code, checker) {
    const [module] = checker.split(":");
    return [...new Set([...missing(this.runtime, code, this.manifest), ...this.lacking(module)])];
  }
}

/**
 * JavaScript's copy of a Python value that came as a proxy.
 * @param {any} value
 */
export function taken(value) {
  if (typeof value?.toJs !== "function") return value;
  const copy = value.toJs();
  value.destroy();
  return copy;
}
