import assert from "node:assert/strict";
import { test } from "node:test";
import { C_LIMIT, limitNesting } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/nesting.js";

/** A memory in which the state of Python's thread lies at word 4. */
function memory(...words) {
  return { HEAP32: Int32Array.from([9, 9, 9, 9, ...words, ...Array(40).fill(0)]), _PyThreadState_Get: () => 16 };
}

test("what remains for C code is lowered, and Python functions lose nothing", () => {
  const module = memory(1, 1, 1000, 1000, 10_000, 0);
  limitNesting(module);
  const [functions, limit, code] = module.HEAP32.slice(6, 9);
  assert.equal(code, C_LIMIT);
  assert.equal(limit, 1000);
  assert.ok(functions >= 1000);
});

test("a state that looks otherwise is left as it is", () => {
  for (const words of [[1000, 1000, 5000], [1000, 10_000], [7, 8, 9]]) {
    const module = memory(...words);
    const before = [...module.HEAP32];
    limitNesting(module);
    assert.deepEqual([...module.HEAP32], before);
  }
});
