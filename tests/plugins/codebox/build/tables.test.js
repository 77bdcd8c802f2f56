import assert from "node:assert/strict";
import { test } from "node:test";
import { tables } from "../../../../plugins/pelican/plugins/codebox/build/tables.mjs";

const OWN = [1024, 16_384];
const ROWS = 2048; // where the rows of a map begin
const TABLE = 8192;

/** A memory with a map of so many rows, each of ten columns, one after another from `TABLE` on. */
function withMap(count, gap = 0) {
  const memory = new Uint8Array(OWN[1]);
  const words = new Uint32Array(memory.buffer);
  for (let row = 0; row < count; row++) {
    const [low, high] = [0x20, 0x29];
    words.set([TABLE + row * 20 + row * gap, low | (high << 8)], (ROWS + 8 * (row + 3)) >> 2);
  }
  memory.fill(9, TABLE, TABLE + count * 20);
  return memory;
}

/** A memory with frozen code of one module. */
function withFrozen(name) {
  const memory = new Uint8Array(OWN[1]);
  memory.set([...Buffer.from(name), 0], 1100);
  memory.fill(0xe3, 4000, 4050);
  new Uint32Array(memory.buffer).set([1100, 4000, 50, 0], 2048 >> 2);
  return memory;
}

const found = (memory, imported = []) => tables(memory, memory, OWN, imported);

test("a map of a codec is found, with all pointers to it", () => {
  const { ranges, pointers } = found(withMap(40));
  assert.deepEqual(ranges, [[TABLE, TABLE + 800]]);
  const [[at, step, count]] = pointers;
  assert.equal(step, 8);
  assert.ok(at <= ROWS + 24 && at + step * count >= ROWS + 8 * 43);
});

test("rows that leave a gap, or are few, are no map", () => {
  assert.deepEqual(found(withMap(40, 2)).ranges, []);
  assert.deepEqual(found(withMap(3)).ranges, []);
});

test("frozen code is found of a module that has been imported, and of no other", () => {
  const memory = withFrozen("posixpath");
  assert.deepEqual(found(memory, ["os", "posixpath"]), { ranges: [[4000, 4050]], pointers: [[2052, 4, 1]] });
  assert.deepEqual(found(memory, ["os"]).ranges, []);
});

test("what Python's start has changed stays", () => {
  const before = withMap(40);
  for (const place of [TABLE + 5, ROWS + 24]) {
    const after = before.slice();
    after[place] ^= 1;
    assert.deepEqual(tables(before, after, OWN, []).ranges, []);
  }
});
