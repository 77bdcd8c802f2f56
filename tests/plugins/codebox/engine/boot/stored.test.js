import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import test from "node:test";

import { read } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/stored.js";

for (const size of [0, 1, 100_000, 3_000_001]) {
  test(`${size} bytes in a blob are read as they were`, async () => {
    const bytes = new Uint8Array(randomBytes(size));
    assert.deepEqual(await read(new Blob([bytes])), bytes);
  });

  test(`${size} bytes can be read again`, async () => {
    const blob = new Blob([new Uint8Array(randomBytes(size))]);
    assert.deepEqual(await read(blob), await read(blob));
  });
}
