import assert from "node:assert/strict";
import test from "node:test";

import { stretches } from "../../../../plugins/pelican/plugins/codebox/page/rows.js";
import { screen, write } from "../../../../plugins/pelican/plugins/codebox/page/terminal.js";

function shown(text) {
  const to = screen();
  write(to, text);
  return stretches(to.lines);
}

test("plain lines are one piece, whatever their number", () => {
  assert.deepEqual(shown("a\nb\nc\n"), [{ part: false, runs: [["a\nb\nc\n", ""]] }]);
});

test("each style is a piece, and a line's end is plain", () => {
  assert.deepEqual(shown("a\x1b[1mb\nc\x1b[md").map(({ runs: [run] }) => run), [["a", ""], ["b", "bold"], ["\n", ""], ["c", "bold"], ["d", ""]]);
});

test("the parts of a long line stand apart, and all text is there", () => {
  const text = `${"x".repeat(5_000)}\nend`;
  const found = shown(text);
  assert.deepEqual(found.map(({ part }) => part), [true, true, true, false]);
  assert.equal(found.flatMap(({ runs }) => runs.map(([piece]) => piece)).join(""), text);
});
