import assert from "node:assert/strict";
import { createServer } from "node:http";
import test, { after, before, beforeEach } from "node:test";

import {
  download,
  downloadPack,
  readManifest,
} from "../../../../../plugins/pelican/plugins/codebox/engine/boot/download.js";
import { CONTENTS, compress, entry } from "../files.js";

let server, base, files, asked;

before(async () => {
  server = createServer((request, response) => {
    const name = request.url.slice(1).replace(/\.bin$/, "");
    asked.push(name);
    if (!(name in files)) return response.writeHead(404).end();
    response.end(files[name]);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${server.address().port}/`;
});

after(() => server.close());

beforeEach(() => {
  asked = [];
  files = Object.fromEntries(
    Object.entries(CONTENTS).map(([name, contents]) => [name, compress(contents)]),
  );
});

function manifest() {
  return {
    files: Object.fromEntries(Object.entries(CONTENTS).map(([name, one]) => [name, entry(name, one)])),
    packs: { extra: { files: ["extra"] } },
    plain: [],
    snapshot: true,
    memory: 1,
    lock: {},
  };
}

test("all parts come, compiled, and each is told when it is ready", async () => {
  const told = new Map();
  const onPart = (name, value) => told.set(name, value);
  const parts = await download({ base, manifest: manifest(), packs: ["extra"], onPart });
  assert.ok(parts.wasm instanceof WebAssembly.Module);
  assert.equal(new TextDecoder().decode(parts.image), "memory".repeat(100));
  assert.equal(parts.packs[0].name, "extra");
  assert.equal(told.get("image"), parts.image);
});

test("progress ends at the bytes that were promised", async () => {
  let last;
  await download({ base, manifest: manifest(), onProgress: (progress) => (last = progress) });
  assert.equal(last.loaded, last.total);
});

test("a file follows when its predecessors are nearly here", async () => {
  const big = manifest();
  // As if the first three were large: the rest has to wait, and then comes all the same.
  big.files["pyodide.asm.wasm"].bytes = 2 * 1024 * 1024;
  const loading = download({ base, manifest: big });
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual(asked.toSorted(), ["pyodide.asm.js", "pyodide.asm.wasm", "pyodide.mjs"]);
  loading.catch(() => {});
});

for (const [what, change, kind] of [
  ["that is not there", () => delete files.snapshot, "status"],
  ["that is cut", () => (files.snapshot = files.snapshot.subarray(0, 20)), "corrupt"],
  ["that is damaged", () => (files.snapshot = Buffer.from(files.snapshot).fill(1, 12, 20)), "corrupt"],
]) {
  test(`a file ${what} is told by its name`, async () => {
    change();
    await assert.rejects(download({ base, manifest: manifest() }), (error) => {
      assert.equal(error.name, "BootError");
      assert.equal(error.kind, kind);
      assert.match(error.file, /^snapshot/);
      return true;
    });
  });
}

test("a module that does not compile is told as such", async () => {
  files["pyodide.asm.wasm"] = compress("not wasm");
  await assert.rejects(download({ base, manifest: manifest() }), { kind: "compile" });
});

test("a host that does not answer is told as such", async () => {
  await assert.rejects(readManifest("http://127.0.0.1:9/"), { kind: "network" });
});

test("a download that is given up ends as an abort", async () => {
  const control = new AbortController();
  control.abort();
  const options = { base, manifest: manifest(), name: "extra", signal: control.signal };
  await assert.rejects(downloadPack(options), { name: "AbortError" });
});
