/** The files of a small runtime, and how they are served. */

import { constants, zstdCompressSync } from "node:zlib";

// The smallest module there is, and a pack without files.
const WASM = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const EMPTY = Buffer.concat([Buffer.from([12, 0, 0, 0]), Buffer.from('{"files":[]}')]);

export const CONTENTS = {
  "pyodide.mjs": Buffer.from("loader"),
  "pyodide.asm.js": Buffer.from("glue"),
  "pyodide.asm.wasm": WASM,
  native: EMPTY,
  snapshot: Buffer.from("memory".repeat(100)),
  extra: EMPTY,
};

export const compress = (contents) =>
  zstdCompressSync(contents, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });

/** What the manifest says of the file `name`. */
export const entry = (name, contents) => ({
  file: `${name}.bin`,
  bytes: compress(contents).length,
  size: contents.length,
});
