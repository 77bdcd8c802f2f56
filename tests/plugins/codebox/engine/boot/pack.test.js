import assert from "node:assert/strict";
import test from "node:test";

import { unpack, write } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/pack.js";

function packed(files) {
  const header = new TextEncoder().encode(
    JSON.stringify({ files: files.map(([path, text]) => [path, text.length]) }),
  );
  const length = new Uint8Array(new Uint32Array([header.length]).buffer);
  const bodies = files.map(([, text]) => new TextEncoder().encode(text));
  return new Uint8Array(Buffer.concat([length, header, ...bodies]));
}

test("a pack comes apart into its files, in order", () => {
  const files = unpack(packed([["/a", "one"], ["/b/c", ""], ["/d", "three"]]));
  assert.deepEqual(
    files.map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
    [["/a", "one"], ["/b/c", ""], ["/d", "three"]],
  );
});

test("a pack may lie anywhere in its buffer", () => {
  const bytes = packed([["/a", "one"]]);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  assert.equal(unpack(shifted.subarray(3))[0][1].length, 3);
});

test("each folder is made once, before its files", () => {
  const calls = [];
  const FS = {
    mkdirTree: (path) => calls.push(`mkdir ${path}`),
    writeFile: (path) => calls.push(`write ${path}`),
  };
  write(FS, [["/a/b", ""], ["/a/c", ""]]);
  assert.deepEqual(calls, ["mkdir /a", "write /a/b", "write /a/c"]);
});
