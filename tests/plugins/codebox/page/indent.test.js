import assert from "node:assert/strict";
import test from "node:test";

import { filling, unitAt } from "../../../../plugins/pelican/plugins/codebox/page/indent.js";

const unit = (code, index = 0) => unitAt(code.split("\n"), index);

for (const [title, code, index, wanted] of [
  ["code without indentation gets four spaces", "x = 1", 0, "    "],
  ["tabs stay tabs", "def f():\n\treturn 1", 1, "\t"],
  ["tabs below count as well", "def f():\n\treturn 1", 0, "\t"],
  ["two spaces stay two", "if x:\n  if y:\n    z()", 2, "  "],
  ["three spaces stay three", "if x:\n   y()", 1, "   "],
  ["the nearest line decides in mixed code", "def f():\n    x()\ndef g():\n\ty()", 3, "\t"],
  ["and so it does for spaces", "def f():\n\tx()\ndef g():\n    y()", 3, "    "],
  ["an empty line with blanks says nothing", "\t\nif x:\n    y()", 0, "    "],
]) {
  test(title, () => assert.equal(unit(code, index), wanted));
}

test("Tab goes to the next stop", () => {
  assert.equal(filling("", "    "), "    ");
  assert.equal(filling("ab", "    "), "  ");
  assert.equal(filling("abcd", "    "), "    ");
  assert.equal(filling("x", "  "), " ");
  assert.equal(filling("x = 1", "\t"), "\t");
});
