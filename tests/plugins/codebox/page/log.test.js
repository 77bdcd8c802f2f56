import assert from "node:assert/strict";
import test from "node:test";

import * as LIMITS from "../../../../plugins/pelican/plugins/codebox/engine/limits.js";
import { Log, told } from "../../../../plugins/pelican/plugins/codebox/page/log.js";
import { textOf } from "../../../../plugins/pelican/plugins/codebox/page/terminal.js";

const { CHARACTERS, LINES, PICTURES, ROWS } = LIMITS;
const rows = (log) => log.entries.map(({ kind, lines }) => [kind, textOf(lines)]);
const written = (...parts) => {
  const log = new Log();
  for (const [kind, text] of parts) log.write(kind, text);
  return log;
};
const picture = (more) => ({ kind: "png", picture: true, data: new Uint8Array(10), pixels: 1, cost: 0, ...more });

test("text of one kind is joined, other kinds stand apart", () => {
  const log = written(["out", "a\n"], ["out", "b\n"], ["err", "c\n"], ["out", "d"]);
  assert.deepEqual(rows(log), [["out", "a\nb\n"], ["err", "c\n"], ["out", "d"]]);
});

test("a bar on stderr renews its line although stdout has written since", () => {
  const log = written(["err", "\r 10%"], ["out", "x\n"], ["err", "\r 20%"], ["out", "y\n"], ["err", "\r100%"], ["err", "\n"]);
  assert.deepEqual(rows(log), [["err", "100%\n"], ["out", "x\ny\n"]]);
});

test("what follows a finished bar stands after what came between", () => {
  const log = written(["err", "\r100%"], ["out", "x\n"], ["err", "\ndone"]);
  assert.deepEqual(rows(log), [["err", "100%\n"], ["out", "x\n"], ["err", "done"]]);
});

test("text that does not rewrite its line begins a new row after other output", () => {
  const log = written(["out", "a"], ["err", "b"], ["out", "c"]);
  assert.deepEqual(rows(log), [["out", "a"], ["err", "b"], ["out", "c"]]);
});

test("a colour that is on stays on in the stream's next row", () => {
  const log = written(["out", "\x1b[31ma\n"], ["err", "b\n"], ["out", "c"]);
  assert.deepEqual(log.entries.at(-1).lines[0].runs, [["c", "fg-1"]]);
});

test("a line is never cut between two entries", () => {
  const log = new Log();
  for (let times = 0; times < 30_000; times += 1) log.write("out", times % 7 ? "word " : "end\n");
  assert.ok(log.entries.length > 1);
  assert.ok(rows(log).slice(0, -1).every(([, text]) => text.endsWith("\n")));
});

test("a bar of several lines is rewritten wherever its rows were cut", () => {
  const log = new Log();
  for (let line = 0; line < 200; line += 1) log.write("out", `${line}\n`);
  for (let at = 0; at < 500; at += 1) log.write("out", `outer ${at}\n\rinner ${at}\x1b[A\r`);
  assert.match(log.text, /\n199\nouter 499\ninner 499$/);
});

test("the last ten thousand lines are kept, to the line, and the others counted", () => {
  const log = new Log();
  for (let line = 0; line < 25_000; line += 1) log.write("out", `${line}\n`);
  const lines = log.text.split("\n");
  assert.equal(lines.length - 1, LINES);
  assert.equal(lines[0], "15000");
  assert.equal(log.gone.lines, 15_000);
});

test("the last 250,000 characters are kept, from where a line begins", () => {
  const log = new Log();
  for (let line = 0; line < 4000; line += 1) log.write("out", `${"x".repeat(99)}${line % 10}\n`);
  assert.ok(log.text.length <= CHARACTERS);
  assert.ok(log.text.length > CHARACTERS - 101);
  assert.match(log.text, /^x{99}\d\n/);
});

test("a single endless line keeps its last characters", () => {
  const log = new Log();
  for (let times = 0; times < 100; times += 1) log.write("out", "a".repeat(CHARACTERS / 50));
  log.write("out", "b");
  assert.ok(log.text.length <= CHARACTERS && log.text.length > CHARACTERS - 2_001, `${log.text.length}`);
  assert.ok(log.text.endsWith("ab"));
  assert.equal(log.gone.characters + log.text.length, 2 * CHARACTERS + 1);
});

test("what fits is kept whole", () => {
  const log = written(["out", "x\n".repeat(LINES)]);
  assert.equal(told(log.gone), "");
  assert.equal(log.size.lines, LINES);
});

test("rows are limited, whoever writes them in turn", () => {
  const log = new Log();
  for (let times = 0; times < 120_000; times += 1) log.write(times % 2 ? "out" : "err", "x");
  assert.equal(log.entries.length, ROWS);
  assert.equal(log.gone.lines, 120_000 - ROWS);
});

test("values are counted when they make room", () => {
  const log = new Log();
  for (let number = 0; number < ROWS + 20; number += 1) log.put({ kind: "value", text: String(number) });
  assert.equal(log.entries.length, ROWS);
  assert.match(told(log.gone), /^Earlier output is gone: 20 values\./);
});

test("pictures are counted, the oldest make room, and text stays", () => {
  const log = written(["out", "kept\n"]);
  for (let number = 0; number < PICTURES + 10; number += 1) log.put(picture({ number }));
  assert.equal(log.entries.length, PICTURES + 1);
  assert.equal(log.entries[1].number, 10);
  assert.equal(log.entries[0].kind, "out");
  assert.match(told(log.gone), /10 pictures/);
});

test("pictures make room by their bytes, their pixels and what they draw", () => {
  for (const [kind, limit] of [["pixels", LIMITS.ALL_PIXELS], ["cost", LIMITS.ALL_COST]]) {
    const log = new Log();
    for (let number = 0; number < 9; number += 1) log.put(picture({ [kind]: limit / 4 }));
    assert.equal(log.entries.length, 4, kind);
  }
  const log = new Log();
  for (let number = 0; number < 9; number += 1) log.put(picture({ data: { length: LIMITS.PICTURE_BYTES / 4 } }));
  assert.equal(log.entries.length, 4);
});

test("text in many colours is limited too", () => {
  const log = new Log();
  for (let line = 0; line < 2_000; line += 1) {
    log.write("out", `${Array.from({ length: 50 }, (_, at) => `\x1b[3${at % 8}mx`).join("")}\n`);
  }
  assert.ok(log.size.runs <= LIMITS.RUNS);
  assert.ok(log.gone.lines > 0);
});

test("counts of lines and characters stay true while text is dropped", () => {
  const log = new Log();
  for (let line = 0; line < 30_000; line += 1) log.write(line % 300 ? "out" : "err", `${line}\n`.repeat(2));
  assert.equal(log.size.lines, log.text.split("\n").length - 1);
  assert.equal(log.size.characters, log.text.length);
});
