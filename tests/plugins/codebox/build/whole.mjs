/** Prints the main module with all functions: node whole.mjs FOLDER */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { whole } from "../../../../plugins/pelican/plugins/codebox/engine/boot/functions.js";
import { unpack } from "../../../../plugins/pelican/plugins/codebox/engine/boot/pack.js";

const read = (name) => new Uint8Array(readFileSync(join(process.argv[2], name)));
const cold = new Map(unpack(read("cold")));
process.stdout.write(whole(read("pyodide.asm.wasm"), cold.get("pyodide.asm.wasm")));
