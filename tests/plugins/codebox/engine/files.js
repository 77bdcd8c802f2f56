/** The files of a small runtime, and how they are served. */

import { constants, zstdCompressSync } from "node:zlib";

// The smallest module there is, and a pack without files.
const WASM = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const EMPTY = packed({});

export const CONTENTS = {
  "pyodide.mjs": Buffer.from("loader"),
  "pyodide.asm.js": Buffer.from("glue"),
  "pyodide.asm.wasm": WASM,
  native: EMPTY,
  snapshot: Buffer.from("memory".repeat(100)),
  extra: EMPTY,
};

/** What a module of no functions and no data lacks, and an image: no piece of them. */
export const COLD = packed({ "pyodide.asm.wasm": Buffer.of(0), snapshot: Buffer.of(0) });

export const compress = (contents) =>
  zstdCompressSync(contents, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });

/** What the manifest says of the file `name`. */
export const entry = (name, contents) => ({
  file: `${name}.bin`,
  bytes: compress(contents).length,
  size: contents.length,
});

/** A pack of files by their names. */
function packed(contents) {
  const files = Object.entries(contents);
  const header = Buffer.from(JSON.stringify({ files: files.map(([name, { length }]) => [name, length]) }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([length, header, ...Object.values(contents)]);
}
