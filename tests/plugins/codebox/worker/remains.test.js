import assert from "node:assert/strict";
import { test } from "node:test";
import { Remains } from "../../../../plugins/pelican/plugins/codebox/worker/remains.js";

const FULL = new RangeError("Maximum call stack size exceeded");

/** What is left when an interpreter has printed `rows` at its end. */
function left(...rows) {
  const remains = new Remains();
  const text = `Stack (most recent call first):\n${rows.join("\n")}\n`;
  for (const piece of text.match(/[^]{1,32}/g)) assert.equal(remains.apart(piece), "");
  return remains;
}

test("what a program prints is its own, and what its end prints is not", () => {
  const remains = new Remains();
  assert.equal(remains.apart("Stack of plates\n"), "Stack of plates\n");
  assert.equal(remains.apart("Stack (most recent call first):\n"), "");
  assert.equal(remains.apart('  File "your code", line 3 in f\n'), "");
});

test("the frames are told as Python tells them, innermost last, without the box's own", () => {
  const told = left(
    '  File "your code", line 7 in f',
    '  File "your code", line 9 in <module>',
    '  File "/lib/python3.13/site-packages/codebox_reader/run.py", line 80 in program',
  ).error(FULL, "");
  assert.equal(
    told.text,
    'Traceback (most recent call last):\n  File "your code", line 9, in <module>\n' +
      '  File "your code", line 7, in f\nRecursionError: the engine\'s stack has ended',
  );
  assert.equal(told.line, 7);
  assert.match(told.hint, /loop/);
});

test("a row that repeats is told three times, and counted", () => {
  const told = left(...Array(40).fill('  File "your code", line 2 in g')).error(FULL, "");
  assert.equal(told.text.split("line 2, in g").length - 1, 3);
  assert.match(told.text, /repeated 37 more times/);
});

test("where the compiler was at work, the longest line is the likely one", () => {
  const compiling = left('  File "/lib/site-packages/codebox_reader/program.py", line 70 in _compiled');
  const told = compiling.error({ message: "too much recursion" }, `x = 1\ny = ${"not ".repeat(900)}x\nz`);
  assert.equal(told.line, 2);
  assert.match(told.hint, /nested too deeply/);
  assert.equal(compiling.error(FULL, "x = 1").line, 0);
});

test("other ends name what came to JavaScript, and memory has its own sentence", () => {
  const frame = '  File "your code", line 4 in <module>';
  assert.match(left(frame).error(new Error("memory access out of bounds"), "").hint, /memory/);
  const other = left(frame).error(new Error("unreachable"), "");
  assert.match(other.text, /SystemError: unreachable$/);
  assert.match(other.hint, /new one will run/);
});

test("an end of which nothing is known is left to whoever asks", () => {
  assert.equal(new Remains().error(new Error("unreachable"), "x"), null);
});
