import assert from "node:assert/strict";
import { createServer } from "node:http";
import test, { after, before, beforeEach } from "node:test";

import { Line } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/line.js";

let server, address, answers, asked;

before(async () => {
  server = createServer((_, response) => answers[Math.min(asked++, answers.length - 1)](response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${server.address().port}/file`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => (asked = 0));

const whole = (response) => response.end("abcdef");
const half = (response) => response.writeHead(200, { "Content-Length": 6 }).write("abc");
const text = (bytes) => new TextDecoder().decode(bytes);
const soon = (time = 60) => new Promise((resolve) => setTimeout(resolve, time));

test("a file comes whole, and its bytes are counted", async () => {
  answers = [whole];
  let count = 0;
  const bytes = await new Line().get(address, "file", { onBytes: (more) => (count += more) });
  assert.equal(text(bytes), "abcdef");
  assert.equal(count, 6);
});

test("a server that says nothing more is noticed, and what it says later is taken", async () => {
  let going;
  answers = [(response) => (half(response), (going = response))];
  let stalled = 0;
  const line = new Line(() => (stalled += 1), 20);
  const file = line.get(address, "file");
  while (!going || !stalled) await soon(5);
  going.end("def");
  assert.equal(text(await file), "abcdef");
  const before = stalled;
  await soon();
  assert.equal(stalled, before); // nothing is waited for any more
});

test("what is asked anew takes back the bytes that were in vain", async () => {
  answers = [half, whole];
  const counts = [];
  const line = new Line();
  const file = line.get(address, "file", { onBytes: (more) => counts.push(more) });
  while (!counts.length) await soon(5);
  line.retry();
  assert.equal(text(await file), "abcdef");
  assert.deepEqual(counts, [3, -3, 6]);
});

test("a download that is given up ends with the reason, whenever that is", async () => {
  answers = [half];
  for (const wait of [0, 30]) {
    const control = new AbortController();
    const file = new Line().get(address, "file", { signal: control.signal });
    if (wait) await soon(wait);
    control.abort();
    await assert.rejects(file, { name: "AbortError" });
  }
  await assert.rejects(new Line().get(address, "file", { signal: AbortSignal.abort() }), { name: "AbortError" });
});

test("an answer that is none has its status", async () => {
  for (const status of [404, 403, 500, 503]) {
    answers = [(response) => response.writeHead(status).end()];
    await assert.rejects(new Line().get(address, "file"), { kind: "status", file: "file", cause: status });
  }
});

test("a connection that ends too early is told as one", async () => {
  answers = [(response) => (half(response), setTimeout(() => response.destroy(), 10))];
  await assert.rejects(new Line().get(address, "file"), { kind: "network", file: "file" });
  await assert.rejects(new Line().get("http://127.0.0.1:9/", "file"), { kind: "network" });
});

test("a request that was made before is used, unless it has failed", async () => {
  answers = [whole];
  assert.equal(text(await new Line().get(address, "file", { early: fetch(address) })), "abcdef");
  assert.equal(asked, 1);
  assert.equal(text(await new Line().get(address, "file", { early: Promise.resolve(null) })), "abcdef");
  assert.equal(asked, 2);
});
