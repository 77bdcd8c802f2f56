import assert from "node:assert/strict";
import test, { after, afterEach, before, beforeEach } from "node:test";

import { Desk, Site, until } from "./workers.js";

const site = new Site();
let desk;

before(() => site.open());
after(() => site.close());
beforeEach(() => {
  site.isSplit = true;
  site.missing.clear();
  site.asked.length = 0;
  desk = new Desk(site);
});
afterEach(() => desk.close());

const times = (file) => site.asked.filter((name) => name === file).length;

/** Has `thread` want a function: the thread in which its program begins again. */
function again(thread) {
  const { code } = thread;
  thread.send("incomplete");
  return until(() => desk.live.find((one) => one !== thread && one.code === code));
}

test("a program that wants a function which is not here begins again where all are", async () => {
  const { run, thread } = await desk.begun("a");
  thread.send("text", { pieces: [["out", "1"]], dropped: {} });
  const next = await again(thread);
  assert.ok(thread.ended);
  assert.ok(next.has("boot").parts.complete);
  next.send("running");
  next.send("done", { ok: true, seconds: 1 });
  await until(() => run.last().type === "done");
  assert.deepEqual(run.types(), ["running", "text", "running", "done"]);
});

test("functions come once, and what is here already is not asked for again", async () => {
  const one = await desk.begun("a");
  const next = await again(one.thread);
  next.send("done", { ok: true, seconds: 1 });
  const other = await desk.begun("b");
  assert.ok(other.thread.has("boot").parts.complete);
  assert.deepEqual(["cold.bin", "pyodide.asm.wasm.bin", "native.bin"].map(times), [1, 1, 1]);
});

test("an interpreter that waits without all functions is not used any more", async () => {
  const { thread } = await desk.begun("a");
  const spare = await desk.spare();
  await again(thread);
  assert.ok(spare.ended);
});

test("an interpreter that wants a function before a program runs is replaced", async () => {
  await desk.pool.warm("1");
  const [first] = desk.threads;
  first.send("incomplete");
  await until(() => first.ended);
  const next = await desk.spare();
  assert.ok(next.has("boot").parts.complete);
});

test("a program is told when the functions do not come, and may be tried again", async () => {
  site.missing.add("cold.bin");
  const { run, thread } = await desk.begun("a");
  thread.send("incomplete");
  await until(() => run.last().type === "broken");
  assert.equal(run.last().error.kind, "status");
  site.missing.clear();
  const other = await desk.begun("b");
  assert.ok((await again(other.thread)).has("boot").parts.complete);
});

test("a program that is stopped while functions are on their way does not come back", async () => {
  const release = site.hold("cold.bin");
  const { run, thread } = await desk.begun("a");
  thread.send("incomplete");
  await until(() => times("cold.bin"));
  run.stop();
  release();
  await until(() => desk.pool.idle.length);
  assert.equal(desk.threads.filter(({ code }) => code === "a").length, 1);
});

test("functions are fetched ahead, and then nothing is asked for when one is wanted", async () => {
  const { thread } = await desk.begun("a");
  await desk.pool.ahead("library");
  assert.equal(times("cold.bin"), 1);
  await again(thread);
  assert.equal(times("cold.bin"), 1);
});

test("functions are fetched ahead where the package is here already", async () => {
  const { thread } = await desk.begun("a");
  thread.send("need", { packs: ["library"] });
  await until(() => desk.pool.source.packages.here.has("library"));
  await desk.pool.ahead("library");
  assert.deepEqual(["cold.bin", "library.bin"].map(times), [1, 1]);
});

test("nothing is fetched ahead where no function is missing", async () => {
  site.isSplit = false;
  await desk.begun("a");
  await desk.pool.ahead("library");
  assert.equal(times("cold.bin"), 0);
});
