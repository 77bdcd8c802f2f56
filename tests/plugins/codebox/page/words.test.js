import assert from "node:assert/strict";
import test from "node:test";

import { linked } from "../../../../plugins/pelican/plugins/codebox/page/words.js";

test("line N is a link where it names the reader's code", () => {
  const text = 'File "your code", line 12, in f\n  File "/lib/json.py", line 3, in g';
  assert.deepEqual(linked(text), [
    ['File "your code", ', 0],
    ["line 12", 12],
    [', in f\n  File "/lib/json.py", line 3, in g', 0],
  ]);
});

test("text without a place is one piece", () => {
  assert.deepEqual(linked("ValueError: line 3"), [["ValueError: line 3", 0]]);
});
