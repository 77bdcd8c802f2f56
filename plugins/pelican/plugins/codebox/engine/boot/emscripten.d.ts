/** What the code box uses of Emscripten's module and of Pyodide, beyond what Pyodide documents. */

import type { PyodideInterface } from "pyodide";

export interface FileSystem {
  mkdirTree(path: string): void;
  writeFile(path: string, contents: Uint8Array, options: { canOwn: boolean }): void;
}

/** A module that has been linked: what dlopen finds by its path. */
export interface Linked {
  refcount: number;
  name: string;
  exports: object;
  global: boolean;
}

/** A symbol's address in memory or number in the table; 0 as long as no module has brought it. */
export interface GlobalOffset {
  value: number;
}

type Receive = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

export interface EmscriptenModule {
  FS: FileSystem;
  API: {
    restoreSnapshot(): unknown;
    serializeHiwireState(): unknown;
    on_fatal?(error: unknown): void;
  };
  GOT: Record<string, GlobalOffset>;
  HEAP32: Int32Array<ArrayBuffer>;
  HEAPU32: Uint32Array<ArrayBuffer>;
  HEAPU8: Uint8Array<ArrayBuffer>;
  INITIAL_MEMORY: number;
  LDSO: { loadedLibsByName: Record<string, Linked> };
  preRun: ((module: EmscriptenModule) => void)[];
  onRuntimeInitialized?: () => void;
  thisProgram: string;
  wasmTable: WebAssembly.Table;
  instantiateWasm(imports: Imports, receive: Receive): object;
  loadWebAssemblyModule(
    compiled: WebAssembly.Module,
    flags: { loadAsync: boolean; global: boolean; nodelete: boolean },
    name: string,
    scope: object,
    handle: number,
  ): object;
  /** Makes an exception of Python of whatever JavaScript has thrown. */
  handle_js_error(error: unknown): void;
  stackSave(): number;
  _sbrk(increment: number): number;
  _emscripten_resize_heap(bytes: number): unknown;
  _emscripten_stack_get_end(): number;
  _PyThreadState_Get(): number;
  _PyEM_CountArgsPtr?: number;
  __PyEM_EMSCRIPTEN_COUNT_ARGS_OFFSET: number;
  __PyRuntime: number;
  ___heap_base: number;
}

export interface Imports extends WebAssembly.Imports {
  env: { __indirect_function_table: WebAssembly.Table; [name: string]: WebAssembly.ImportValue };
}

/** Pyodide with the parts of it that have an underscore. */
export interface Pyodide extends PyodideInterface {
  _module: EmscriptenModule;
  _api: { on_fatal(error: unknown): void };
}

export type Create = (module: EmscriptenModule) => Promise<unknown>;

declare global {
  /** Emscripten's factory, where its script leaves it and Pyodide's loader takes it. */
  var _createPyodideModule: Create | undefined;
}
