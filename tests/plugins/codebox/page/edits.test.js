import assert from "node:assert/strict";
import test from "node:test";

import { difference, lineNow } from "../../../../plugins/pelican/plugins/codebox/page/edits.js";

const after = (text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to);

for (const [one, other] of [
  ["", "x"],
  ["x = 1\ny = 2", "x = 1\nz = 3\ny = 2"],
  ["aaaa", "aa"],
  ["aa", "aaaa"],
  ["f()\nf()", "f()\nf()\nf()"],
  ["👋", "👍"],
  ["same", "same"],
]) {
  test(`the difference of ${JSON.stringify(one)} and ${JSON.stringify(other)} makes one of the other`, () => {
    assert.equal(after(one, difference(one, other)), other);
    for (let caret = 0; caret <= other.length; caret += 1) {
      assert.equal(after(one, difference(one, other, caret)), other);
    }
  });
}

test("of equal letters those are new that end at the caret", () => {
  assert.deepEqual(difference("f()\nf()", "f()\nf()\nf()", 4), { from: 0, to: 0, insert: "f()\n" });
  assert.deepEqual(difference("f()\nf()", "f()\nf()\nf()", 11), { from: 7, to: 7, insert: "\nf()" });
});

/** Applies [from, to, text] one after the other to `code`, and asks for a line. */
function now(line, code, ...changes) {
  let text = code;
  const edits = changes.map(([from, to, insert]) => {
    text = after(text, { from, to, insert });
    return { from, to, length: insert.length };
  });
  return lineNow(line, code, text, edits);
}

const CODE = "a = 1\nb = 2\nraise c\nd = 4";

test("lines above move a line down and up", () => {
  assert.equal(now(3, CODE, [0, 0, "x\ny\n"]), 5);
  assert.equal(now(3, CODE, [0, 6, ""]), 2);
  assert.equal(now(3, CODE, [5, 5, "\n"], [0, 0, "\n"], [7, 8, ""]), 4);
});

test("a new line begun just before a line moves it, one begun after does not", () => {
  assert.equal(now(3, CODE, [12, 12, "\n"]), 4);
  assert.equal(now(3, CODE, [19, 19, "\n"]), 3);
  assert.equal(now(3, CODE, [11, 11, "\nnew"]), 4);
});

test("a line that is changed in itself stays, one that is cut out or replaced is gone", () => {
  assert.equal(now(3, CODE, [12, 17, "return"]), 3);
  assert.equal(now(3, CODE, [12, 19, ""]), 0);
  assert.equal(now(3, CODE, [12, 20, ""]), 0);
  assert.equal(now(3, CODE, [0, CODE.length, "other\ncode\naltogether"]), 0);
});

test("changes below change nothing", () => {
  assert.equal(now(3, CODE, [20, 25, ""]), 3);
});

test("equal lines are told apart by where the new one was typed", () => {
  assert.equal(now(2, "f()\nf()", [0, 0, "f"], [1, 1, "("], [2, 2, ")"], [3, 3, "\n"]), 3);
});

test("a line that there never was is nowhere", () => {
  for (const line of [0, -1, 9]) assert.equal(now(line, CODE), 0);
});
