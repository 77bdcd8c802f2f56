/** The modules and the image with all that there is, put together as a page does it. */

import { lay, whole } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/functions.js";
import { unpack } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/pack.js";

/** @param {(name: string) => Uint8Array} get a file of the runtime, unpacked */
export function completed(get) {
  const cold = new Map(unpack(get("cold")));
  const compile = ([path, hot]) => [path, new WebAssembly.Module(whole(hot, cold.get(path)))];
  const [, wasm] = compile(["pyodide.asm.wasm", get("pyodide.asm.wasm")]);
  const image = get("snapshot");
  lay(image, cold.get("snapshot"));
  return { wasm, libraries: unpack(get("native")).map(compile), image, complete: true };
}
