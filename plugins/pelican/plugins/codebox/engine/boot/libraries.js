/** Extension modules (.so), linked before Python asks for them. */

/** @import { EmscriptenModule } from "./emscripten.js" */
/** @typedef {[path: string, compiled: WebAssembly.Module]} Library an extension module */

// Python only looks whether the file is there; its contents have been compiled already.
const NOTHING = new Uint8Array(0);

// Where Emscripten notes a module's place when it is given a handle: its address and size in memory.
const PLACE = { address: 12, size: 16 };

/**
 * Links compiled extension modules into a running Emscripten module, so that Python's dlopen finds
 * them. The same modules in the same order get the same addresses, in memory and in the table.
 *
 * @param {EmscriptenModule} module its runtime initialized
 * @param {Library[]} libraries
 * @param {number} scratch address of 64 bytes that nobody uses, or 0
 * @returns {[number, number][]} first and one past the last byte of each module, if there is scratch
 */
export function link(module, libraries, scratch = 0) {
  const flags = { loadAsync: false, global: false, nodelete: true };
  return libraries.map(([name, compiled]) => {
    const exports = module.loadWebAssemblyModule(compiled, flags, name, {}, scratch);
    module.LDSO.loadedLibsByName[name] = { refcount: Infinity, name, exports, global: false };
    const address = module.HEAPU32[(scratch + PLACE.address) >> 2];
    return [address, address + module.HEAPU32[(scratch + PLACE.size) >> 2]];
  });
}

/**
 * An empty file where each extension module would lie.
 * @param {Library[]} libraries
 * @returns {[string, Uint8Array][]}
 */
export function placeholders(libraries) {
  return libraries.map(([name]) => [name, NOTHING]);
}

/**
 * Links a compiled extension module only when Python opens it: most are never asked for.
 * @param {EmscriptenModule} module
 * @param {Library[]} libraries
 */
export function linkLater(module, libraries) {
  for (const library of libraries) {
    Object.defineProperty(module.LDSO.loadedLibsByName, library[0], {
      configurable: true,
      get() {
        Object.defineProperty(this, library[0], { value: undefined, writable: true });
        linked(module, library);
        return this[library[0]];
      },
    });
  }
}

/**
 * Emscripten tells Python of an error here as of a file that cannot be opened.
 * @param {EmscriptenModule} module
 * @param {Library} library
 */
function linked(module, library) {
  try {
    link(module, [library]);
  } catch (error) {
    module.API.on_fatal?.(error);
    throw error;
  }
}
