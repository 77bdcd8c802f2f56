/** The modules with all functions and tables, put together as a page does it. */

import { whole } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/functions.js";
import { unpack } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/pack.js";

/** @param {(name: string) => Uint8Array} get a file of the runtime, unpacked */
export function completed(get) {
  const cold = new Map(unpack(get("cold")));
  const compile = ([path, hot]) => [path, new WebAssembly.Module(whole(hot, cold.get(path)))];
  const [, wasm] = compile(["pyodide.asm.wasm", get("pyodide.asm.wasm")]);
  return { wasm, libraries: unpack(get("native")).map(compile), complete: true };
}
