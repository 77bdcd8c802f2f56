import assert from "node:assert/strict";
import test from "node:test";

import { CHARACTERS, LINES, Log } from "../../../../plugins/pelican/plugins/codebox/page/log.js";

const text = (log) => log.entries.map((entry) => entry.text).join("");

test("text of one kind is joined, other kinds stand apart", () => {
  const log = new Log();
  for (const [kind, part] of [["out", "a\n"], ["out", "b\n"], ["err", "c\n"], ["out", "d"]]) log.write(kind, part);
  assert.deepEqual(log.entries.map(({ kind, text: part }) => [kind, part]), [
    ["out", "a\nb\n"],
    ["err", "c\n"],
    ["out", "d"],
  ]);
});

test("a line is never cut between two entries", () => {
  const log = new Log();
  for (let times = 0; times < 3000; times += 1) log.write("out", times % 7 ? "word " : "end\n");
  assert.ok(log.entries.length > 1);
  assert.ok(log.entries.slice(0, -1).every((entry) => entry.text.endsWith("\n")));
});

test("the last ten thousand lines are kept, to the line", () => {
  const log = new Log();
  for (let line = 0; line < 25_000; line += 1) log.write("out", `${line}\n`);
  const lines = text(log).split("\n");
  assert.equal(lines.length - 1, LINES);
  assert.equal(lines[0], "15000");
  assert.ok(log.dropped);
});

test("the last 250,000 characters are kept, from where a line begins", () => {
  const log = new Log();
  for (let line = 0; line < 4000; line += 1) log.write("out", `${"x".repeat(99)}${line % 10}\n`);
  assert.ok(text(log).length <= CHARACTERS);
  assert.ok(text(log).length > CHARACTERS - 101);
  assert.match(text(log), /^x{99}\d\n/);
});

test("a single endless line keeps its last characters", () => {
  const log = new Log();
  log.write("out", "a".repeat(2 * CHARACTERS));
  log.write("out", "b");
  assert.equal(text(log).length, CHARACTERS);
  assert.ok(text(log).endsWith("ab"));
  assert.ok(log.dropped);
});

test("what fits is kept whole", () => {
  const log = new Log();
  log.write("out", "x\n".repeat(LINES));
  assert.equal(log.dropped, false);
  assert.equal(log.lines, LINES);
});

test("pictures are counted, and the oldest make room", () => {
  const log = new Log();
  for (let number = 0; number < 60; number += 1) log.put({ picture: true, number });
  assert.equal(log.entries.length, 50);
  assert.equal(log.entries[0].number, 10);
});

test("counts of lines and characters stay true while text is dropped", () => {
  const log = new Log();
  for (let line = 0; line < 30_000; line += 1) log.write(line % 3 ? "out" : "err", `${line}\n`.repeat(2));
  assert.equal(log.lines, text(log).split("\n").length - 1);
  assert.equal(log.characters, text(log).length);
});
