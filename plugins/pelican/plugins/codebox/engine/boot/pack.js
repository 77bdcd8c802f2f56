/**
 * The pack format: the length of a header (32 bits, little endian), the header, the files' bytes.
 * The header is JSON: {files: [[path, size], …]}, in the order of the bytes.
 */

/**
 * @template {ArrayBufferLike} B
 * @param {Uint8Array<B>} bytes
 * @returns {[string, Uint8Array<B>][]} path and contents; the contents are views, not copies
 */
export function unpack(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const { files } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  return files.map((/** @type {[string, number]} */ [path, size]) => [
    path,
    bytes.subarray(at, (at += size)),
  ]);
}

/**
 * Writes files into Emscripten's file system.
 * @param {import("./emscripten.js").FileSystem} FS
 * @param {[string, Uint8Array][]} files path and contents
 */
export function write(FS, files) {
  const made = new Set();
  for (const [path, contents] of files) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(folder)) FS.mkdirTree(folder);
    made.add(folder);
    FS.writeFile(path, contents, { canOwn: true });
  }
}
