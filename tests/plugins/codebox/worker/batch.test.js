import assert from "node:assert/strict";
import test from "node:test";

import { CHARACTERS, LINES, PICTURES, ROWS } from "../../../../plugins/pelican/plugins/codebox/engine/limits.js";
import { Batch, rewritten } from "../../../../plugins/pelican/plugins/codebox/worker/batch.js";

const NOTHING = { lines: 0, characters: 0, values: 0, pictures: 0 };

function batch() {
  const clock = { time: 0 };
  const sent = [];
  const send = (type, message) => sent.push({ type, ...message });
  return { clock, sent, batch: new Batch(send, () => clock.time) };
}

const picture = (number) => ({ kind: "png", data: new Uint8Array(100), alt: String(number) });
const textIn = (sent) => sent.flatMap(({ pieces = [] }) => pieces.map(([, part]) => part)).join("");

test("a line goes out as soon as it is complete", () => {
  const { batch: to, sent } = batch();
  to.write("out", "hello\n");
  assert.deepEqual(sent, [{ type: "text", pieces: [["out", "hello\n"]], dropped: NOTHING }]);
});

test("text without a line's end goes out too while messages are few", () => {
  const { batch: to, sent } = batch();
  to.write("out", "working");
  assert.equal(sent.length, 1);
});

test("streams, values and pictures keep their order", () => {
  const { batch: to, sent } = batch();
  to.allowance = -100;
  for (const [stream, text] of [["out", "a"], ["err", "b"], ["err", "c"], ["value", "1"], ["value", "2"]]) to.write(stream, text);
  to.draw(picture(1));
  to.write("out", "d");
  to.flush();
  assert.deepEqual(
    sent.map(({ type, pieces, alt }) => (type === "text" ? pieces : alt)),
    [[["out", "a"], ["err", "bc"], ["value", "1"], ["value", "2"]], "1", [["out", "d"]]],
  );
});

for (const [what, act] of [
  ["lines", (to) => to.write("out", "x\n")],
  ["values", (to) => to.write("value", "1")],
  ["pictures", (to) => to.draw(picture(0))],
  ["single characters in turn", (to) => (to.write("out", "x"), to.write("err", "y"))],
]) {
  test(`a flood of ${what} makes a bounded number of messages`, () => {
    const { batch: to, clock, sent } = batch();
    for (; clock.time < 10_000; clock.time += 0.05) act(to);
    assert.ok(sent.length < 100 + 10 * 10 + PICTURES + 2, `${sent.length} messages`);
  });
}

test("nothing of a modest program is lost", () => {
  const { batch: to, sent } = batch();
  for (let line = 0; line < 5000; line += 1) to.write("out", `${line}\n`);
  to.flush();
  assert.equal(textIn(sent).split("\n").length, 5001);
  assert.ok(sent.every(({ dropped }) => !Object.values(dropped).some(Boolean)));
});

test("what the page would drop anyway is not sent, and counted", () => {
  const { batch: to, sent } = batch();
  to.allowance = -1e9;
  to.write("err", "old");
  for (let times = 0; times < 30; times += 1) to.write("out", "y".repeat(CHARACTERS / 10));
  to.flush();
  assert.equal(textIn(sent).length, CHARACTERS);
  assert.equal(sent[0].dropped.characters, 3 + 3 * CHARACTERS - CHARACTERS);
});

test("lines, values and pictures beyond the limits are counted", () => {
  const { batch: to, sent } = batch();
  to.allowance = -1e9;
  for (let times = 0; times < 3 * ROWS; times += 1) to.write("value", "1");
  for (let times = 0; times < 3 * PICTURES; times += 1) to.draw(picture(times));
  for (let times = 0; times < LINES + 7; times += 1) to.write("out", "\n");
  to.flush();
  const { dropped, pieces } = sent[0];
  assert.equal(pieces.filter(([kind]) => kind === "value").length + dropped.values, 3 * ROWS);
  assert.equal(sent.filter(({ type }) => type === "picture").length, PICTURES);
  assert.equal(dropped.pictures, 2 * PICTURES);
  assert.equal(dropped.lines, 7);
});

test("a line that is rewritten a million times is sent as it is at last", () => {
  const { batch: to, sent } = batch();
  to.allowance = -1e9;
  to.write("out", "before\n");
  for (let step = 0; step < 100_000; step += 1) to.write("out", `\r${step} of 100000`);
  to.flush();
  assert.match(textIn(sent), /^before\n\r?.*99999 of 100000$/s);
  assert.deepEqual(sent[0].dropped, NOTHING);
});

test("rewriting keeps what stays visible", () => {
  assert.equal(rewritten("abc\rxy\rz\n1\r22\r3"), "abc\rxy\rz\n22\r3");
});

test("what Python has left out is told with the next message", () => {
  const { batch: to, sent } = batch();
  to.lose("characters", 5);
  to.flush();
  assert.deepEqual(sent, [{ type: "text", pieces: [], dropped: { ...NOTHING, characters: 5 } }]);
});

test("an empty batch sends nothing", () => {
  const { batch: to, sent } = batch();
  to.flush();
  assert.deepEqual(sent, []);
});
