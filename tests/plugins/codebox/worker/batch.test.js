import assert from "node:assert/strict";
import test from "node:test";

import { Batch, KEEP } from "../../../../plugins/pelican/plugins/codebox/worker/batch.js";

function batch() {
  const clock = { time: 0 };
  const sent = [];
  return { clock, sent, batch: new Batch((message) => sent.push(message), () => clock.time) };
}

test("a line goes out as soon as it is complete", () => {
  const { batch: to, sent } = batch();
  to.write("out", "hello\n");
  assert.deepEqual(sent, [{ pieces: [["out", "hello\n"]], dropped: 0 }]);
});

test("text without a line's end goes out too while messages are few", () => {
  const { batch: to, sent } = batch();
  to.write("out", "working");
  assert.equal(sent.length, 1);
});

test("streams keep their order", () => {
  const { batch: to, sent } = batch();
  to.allowance = 0;
  for (const [stream, text] of [["out", "a"], ["err", "b"], ["err", "c"], ["out", "d"]]) to.write(stream, text);
  to.flush();
  assert.deepEqual(sent[0].pieces, [["out", "a"], ["err", "bc"], ["out", "d"]]);
});

test("a flood of lines makes at most about ten messages a second", () => {
  const { batch: to, clock, sent } = batch();
  for (; clock.time < 10_000; clock.time += 0.01) to.write("out", "x\n");
  assert.ok(sent.length < 100 + 10 * 11, `${sent.length} messages`);
});

test("nothing of a modest program is lost", () => {
  const { batch: to, sent } = batch();
  for (let line = 0; line < 5000; line += 1) to.write("out", `${line}\n`);
  to.flush();
  const text = sent.flatMap(({ pieces }) => pieces.map(([, part]) => part)).join("");
  assert.equal(text.split("\n").length, 5001);
  assert.ok(sent.every(({ dropped }) => dropped === 0));
});

test("what the page would drop anyway is not sent, and counted", () => {
  const { batch: to, sent } = batch();
  to.allowance = -1e9;
  to.write("err", "old");
  for (let times = 0; times < 30; times += 1) to.write("out", "y".repeat(KEEP / 10));
  to.flush();
  const size = sent[0].pieces.reduce((sum, [, text]) => sum + text.length, 0);
  assert.equal(size, KEEP);
  assert.equal(sent[0].dropped, 3 + 3 * KEEP - KEEP);
});

test("an empty batch sends nothing", () => {
  const { batch: to, sent } = batch();
  to.flush();
  assert.deepEqual(sent, []);
});
