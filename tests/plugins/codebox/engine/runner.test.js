import assert from "node:assert/strict";
import test, { after, afterEach, before, beforeEach } from "node:test";

import { Desk, Site, until } from "./workers.js";

const site = new Site();
let desk;

before(() => site.open());
after(() => site.close());
beforeEach(() => {
  desk = new Desk(site);
  site.missing.clear();
  site.asked.length = 0;
});
afterEach(() => desk.close());

/** A phone has room for one interpreter. */
function phone() {
  desk = new Desk(site, 1);
}

/** @returns {string[]} of parts that a worker has been sent after its first order */
const names = ({ orders }) => orders.filter(({ type }) => type === "part").map(({ name }) => name);

test("a run fetches everything, and one interpreter gets the program", async () => {
  const run = desk.run("print(1)", "judge:check");
  const thread = await desk.with("print(1)");
  assert.equal(thread.has("boot").manifest.memory, 4096);
  assert.deepEqual(names(thread).sort(), ["glue", "image", "libraries", "loader", "packs", "start", "wasm"]);
  assert.equal(thread.has("run").checker, "judge:check");
  thread.send("running");
  thread.send("text", { pieces: [["out", "1\n"]], dropped: {} });
  thread.send("done", { ok: true, seconds: 0.5 });
  await until(() => run.last()?.type === "done");
  assert.deepEqual(run.types(), ["running", "text", "done"]);
});

test("the download does not wait for the worker's script, which finds what has come by then", async () => {
  const release = site.hold("worker.js");
  desk.run("print(1)");
  await until(() => site.asked.includes("snapshot.bin"));
  assert.equal(desk.threads.length, 0);
  release();
  const thread = await desk.with("print(1)");
  assert.equal(names(thread).length, 7);
  assert.equal(thread.orders[0].type, "boot");
});

test("what every interpreter needs is fetched once, and given whole to the second", async () => {
  await desk.begun("a");
  const asked = site.asked.length;
  const spare = await desk.spare();
  assert.ok(spare.has("boot").parts.glue);
  assert.deepEqual(names(spare), ["wasm", "libraries", "image"]);
  assert.equal(site.asked.length, asked);
});

test("each interpreter has an image of its own, which is gone from no other", async () => {
  const { thread } = await desk.begun("a");
  const images = [thread, await desk.spare()].map((one) => one.part("image"));
  assert.deepEqual(images[0], images[1]);
  assert.ok(images[0].length);
});

test("beside one that waits another is held, which has no memory before it is wanted", async () => {
  const { thread } = await desk.begun("a");
  await desk.spare();
  thread.send("done", { ok: true, seconds: 1 });
  const held = await until(() => desk.pool.idle.length && desk.live.find((one) => one.is("held")));
  assert.deepEqual(names(held), []);
  desk.run("b");
  assert.notEqual(await desk.with("b"), held);
  desk.run("c");
  assert.equal(await desk.with("c"), held);
});

test("a phone holds none: one that waits is enough", async () => {
  phone();
  const { thread } = await desk.begun("a");
  thread.send("done", { ok: true, seconds: 1 });
  await desk.spare();
  assert.equal(desk.live.length, 1);
});

test("the stages of a start are told in their order", async () => {
  await desk.pool.warm("1");
  assert.deepEqual([...new Set(desk.stages)], ["loading", "starting", "ready"]);
  assert.equal(desk.pool.stage("1"), "running");
});

test("an interpreter is ended with its program, and the next program gets another", async () => {
  const { thread } = await desk.begun("a");
  thread.send("done", { ok: true, seconds: 1 });
  await until(() => thread.ended);
  desk.run("b");
  assert.notEqual(await desk.with("b"), thread);
});

test("two programs run at a time, and a third waits for one of them to end", async () => {
  const { thread } = await desk.begun("a");
  await desk.begun("b");
  const third = desk.run("c");
  assert.deepEqual(third.types(), ["waiting"]);
  assert.equal(desk.live.length, 2);
  thread.send("done", { ok: true, seconds: 1 });
  await desk.with("c");
  assert.equal(desk.live.length, 2);
});

test("on a phone there is one interpreter at a time, and a second program waits for it", async () => {
  phone();
  const { thread } = await desk.begun("a");
  const second = desk.run("b");
  assert.deepEqual(second.types(), ["waiting"]);
  assert.equal(desk.live.length, 1);
  thread.send("done", { ok: false, seconds: 1 });
  await desk.with("b");
  assert.equal(desk.live.length, 1);
});

test("on a phone the next interpreter starts when the last has ended", async () => {
  phone();
  const { thread } = await desk.begun("a");
  thread.send("done", { ok: true, seconds: 1 });
  const spare = await desk.spare();
  assert.notEqual(spare, thread);
});

test("Stop ends the worker at once, and the next run finds one that waits", async () => {
  const { run, thread } = await desk.begun("while True: pass");
  const spare = await desk.spare();
  run.stop();
  assert.ok(thread.ended);
  assert.equal(desk.pool.stage("b"), "running");
  desk.run("b");
  assert.equal(await desk.with("b"), spare);
});

test("a program that is stopped while it waits for an interpreter never runs", async () => {
  const { thread } = await desk.begun("a");
  await desk.begun("b");
  const third = desk.run("c");
  third.stop();
  thread.send("done", { ok: true, seconds: 1 });
  await desk.spare();
  assert.ok(desk.threads.every(({ code }) => code !== "c"));
});

test("Stop during the first download gives it up, and a later run begins it anew", async () => {
  desk.run("a").stop();
  assert.equal(desk.pool.live.size, 0);
  const { thread } = await desk.begun("b");
  assert.equal(thread.code, "b");
});

test("what is said after Stop is not heard", async () => {
  const { run, thread } = await desk.begun("a");
  thread.send("text", { pieces: [["out", "late"]], dropped: {} });
  run.stop();
  thread.fail("late");
  await desk.spare();
  assert.deepEqual(run.types(), ["running"]);
});

test("a program that shows only as it runs what it needs begins anew where none has run", async () => {
  const { run, thread } = await desk.begun("import extra");
  thread.send("need", { packs: ["extra"] });
  await until(() => thread.ended);
  const next = await desk.with("import extra");
  assert.deepEqual(next.has("packs").packs.map(({ name }) => name), ["extra"]);
  next.send("running");
  next.send("done", { ok: true, seconds: 1 });
  await until(() => run.last().type === "done");
  assert.deepEqual(run.types().filter((type) => type !== "need"), ["running", "running", "done"]);
});

test("packages that are needed together come side by side, and are told of together", async () => {
  const { run, thread } = await desk.begun("a");
  const releases = ["extra.bin", "library.bin"].map((name) => site.hold(name));
  thread.send("need", { packs: ["extra", "library"] });
  await until(() => ["extra.bin", "library.bin"].every((name) => site.asked.includes(name)));
  for (const release of releases) release();
  await until(() => run.heard.some(({ packs }) => packs?.length === 2));
});

test("each program that waits for a package is told how far it has come", async () => {
  const runs = [await desk.begun("a"), await desk.begun("b")];
  const release = site.hold("extra.bin");
  for (const { thread } of runs) thread.send("need", { packs: ["extra"] });
  await until(() => desk.pool.source.packages.listeners.get("extra")?.size === runs.length);
  release();
  await until(() => runs.every(({ run }) => run.types().includes("need")));
  assert.equal(site.asked.filter((name) => name === "extra.bin").length, 1);
});

test("a package that is needed before a program begins is installed where it waits", async () => {
  const run = desk.run("import extra");
  const thread = await desk.with("import extra");
  thread.send("need", { packs: ["extra"] });
  const { packs } = await until(() => thread.has("packs"));
  assert.deepEqual(packs.map(({ name }) => name), ["extra"]);
  assert.ok(!thread.ended);
  assert.ok(run.types().every((type) => type === "need"));
});

test("once a program has begun anew, what its first worker has asked for besides ends nothing", async () => {
  const { run, thread } = await desk.begun("import extra");
  await desk.pool.source.packages.get("extra"); // is here, while the other is not to be had
  site.missing.add("library.bin");
  thread.send("need", { packs: ["library"] });
  thread.send("need", { packs: ["extra"] });
  await until(() => thread.ended);
  const next = await desk.with("import extra");
  await assert.rejects(desk.pool.source.packages.get("library"), { kind: "status" });
  next.send("running");
  next.send("done", { ok: true, seconds: 1 });
  await until(() => ["done", "broken"].includes(run.last().type));
  assert.deepEqual(run.types().filter((type) => type !== "need"), ["running", "running", "done"]);
});

for (const [what, packs] of [
  ["that there is not", ["nonsense"]],
  ["of a name that every object has", ["constructor"]],
  ["that it has been given already", ["extra", "extra"]],
]) {
  test(`a program that asks for a package ${what} is ended`, async () => {
    const run = desk.run("import extra");
    const thread = await desk.with("import extra");
    thread.send("need", { packs: packs.slice(0, 1) });
    if (packs.length > 1) {
      await until(() => thread.has("packs"));
      thread.send("need", { packs: packs.slice(1) });
    }
    await until(() => run.last()?.type === "broken");
    assert.match(run.last().message, /a package that there is not/);
    assert.ok(thread.ended);
  });
}

test("a package that does not come ends its run, and is asked for again by the next", async () => {
  site.missing.add("extra.bin");
  const run = desk.run("import extra");
  (await desk.with("import extra")).send("need", { packs: ["extra"] });
  const { error } = await until(() => run.last()?.type === "broken" && run.last());
  assert.equal(error.kind, "status");
  assert.equal(error.file, "extra.bin");
  site.missing.clear();
  desk.run("import extra");
  const next = await desk.with("import extra");
  next.send("need", { packs: ["extra"] });
  await until(() => next.has("packs"));
});

test("a failed start is told to every job that waits for it, once", async () => {
  site.missing.add("manifest.json");
  const runs = [desk.run("a"), desk.run("b"), desk.run("c")];
  await until(() => runs.every((run) => run.last()?.type === "broken"));
  for (const run of runs) {
    assert.deepEqual(run.types(), ["broken"]);
    assert.equal(run.last().error.kind, "status");
  }
  assert.equal(desk.pool.live.size, 0);
});

test("after a failed start the next run tries again, and fetches only what is missing", async () => {
  site.missing.add("snapshot.bin");
  const failed = desk.run("a");
  await until(() => failed.last()?.type === "broken");
  site.missing.clear();
  const from = site.asked.length;
  await desk.begun("b");
  assert.deepEqual(site.asked.slice(from), ["snapshot.bin"]);
});

test("where no program waits, a failed start is told to whoever warmed", async () => {
  site.missing.add("pyodide.asm.js.bin");
  await assert.rejects(desk.pool.warm("a"), { kind: "status", file: "pyodide.asm.js.bin" });
});

test("a worker whose script does not load is told as one", async () => {
  desk.isObedient = false;
  const run = desk.run("a");
  const thread = await until(() => desk.threads.find((one) => one.has("boot")));
  thread.fail("no such module");
  const { message, error } = await until(() => run.last()?.type === "broken" && run.last());
  assert.equal(message, "no such module");
  assert.equal(error.kind, "script");
  assert.ok(thread.ended);
});

test("a Python that does not start is told in its own words", async () => {
  desk.isObedient = false;
  const run = desk.run("a");
  const thread = await until(() => desk.threads.find((one) => one.has("boot")));
  thread.send("broken", { message: "no WebAssembly" });
  assert.equal((await until(() => run.last())).message, "no WebAssembly");
});

test("while a program runs, what fails to start beside it is told to nobody", async () => {
  const { run } = await desk.begun("a");
  desk.isObedient = false;
  const other = desk.run("b");
  const thread = await until(() => desk.live.find((one) => !one.code));
  thread.send("broken", { message: "no memory" });
  await until(() => thread.ended);
  assert.deepEqual(run.types(), ["running"]);
  assert.ok(!other.types().includes("broken"));
});

test("a crash in a program is that program's, and the next one runs", async () => {
  const { run, thread } = await desk.begun("a");
  const { run: beside } = await desk.begun("b");
  thread.send("broken", { message: "Python has crashed" });
  await until(() => run.last().type === "broken");
  assert.ok(thread.ended);
  assert.deepEqual(beside.types(), ["running"]);
  await desk.begun("c");
});

test("an interpreter that dies while it waits is replaced, and no program hears of it", async () => {
  const { run } = await desk.begun("a");
  const spare = await desk.spare();
  spare.send("broken", { message: "out of memory" });
  await until(() => spare.ended);
  assert.notEqual(await desk.spare(), spare);
  assert.deepEqual(run.types(), ["running"]);
});

test("what a program imports is imported beforehand for the next", async () => {
  await desk.brought("extra");
  await desk.begun("import extra");
  const spare = await until(() => desk.live.find((thread) => thread.has("rehearse")));
  assert.deepEqual(spare.has("rehearse").modules, ["extra"]);
});

test("a program gets no interpreter that has imported what it does not", async () => {
  await desk.brought("extra");
  await desk.begun("import extra");
  const spare = await until(() => desk.live.find((thread) => thread.has("rehearse")));
  desk.run("b");
  assert.notEqual(await desk.with("b"), spare);
  assert.ok(spare.ended);
});

test("after an interpreter has died of its imports none imports beforehand any more", async () => {
  await desk.brought("extra");
  const { run } = await desk.begun("import extra");
  const spare = await until(() => desk.live.find((thread) => thread.has("rehearse")));
  spare.send("broken", { message: "its fonts are damaged" });
  await until(() => spare.ended);
  await desk.spare();
  assert.deepEqual(run.types(), ["running"]);
  run.stop();
  desk.run("import extra");
  const next = await desk.with("import extra");
  assert.ok(!next.has("rehearse"));
});

for (const [what, type, message, words] of [
  ["of a start", "ready", {}, /ready at a wrong time/],
  ["that nobody asked for", "identifiers", { found: [], imported: false }, /identifiers at a wrong time/],
  ["of no known type", "reay", {}, /unknown type: reay/],
  ["of a wrong shape", "done", { ok: "yes", seconds: 1 }, /done with a wrong ok/],
]) {
  test(`a message ${what} ends the program that sends it`, async () => {
    const { run, thread } = await desk.begun("a");
    thread.send(type, message);
    await until(() => run.last().type === "broken");
    assert.match(run.last().message, words);
    assert.ok(thread.ended);
  });
}

test("an interpreter that speaks of a program while it has none is not believed", async () => {
  const { run } = await desk.begun("a");
  const spare = await desk.spare();
  spare.send("done", { ok: true, seconds: 0 });
  await until(() => spare.ended);
  assert.deepEqual(run.types(), ["running"]);
});

test("a flood of messages ends its program before it holds up the page", async () => {
  const { run, thread } = await desk.begun("a");
  for (let sent = 0; sent < 24_000; sent += 1) thread.port.postMessage({ type: "running" });
  await until(() => run.last().type === "broken");
  assert.match(run.last().message, /more messages than it can read/);
});

test("the identifiers of a module are asked once, of an interpreter that waits", async () => {
  await desk.pool.warm("");
  const [thread] = desk.threads;
  const asked = desk.pool.identifiers("math");
  await until(() => thread.has("identifiers"));
  thread.send("identifiers", { found: [["pi", "float"]], imported: false });
  assert.deepEqual(await asked, [["pi", "float"]]);
  assert.deepEqual(await desk.pool.identifiers("math"), [["pi", "float"]]);
  assert.equal(thread.orders.filter(({ type }) => type === "identifiers").length, 1);
});

test("one that has imported a module for its identifiers runs no program", async () => {
  await desk.pool.warm("");
  const [thread] = desk.threads;
  const asked = desk.pool.identifiers("math");
  await until(() => thread.has("identifiers"));
  thread.send("identifiers", { found: [["pi", "float"]], imported: true });
  await asked;
  assert.ok(thread.ended);
});

test("the identifiers of what has been fetched ahead are there, and nothing is fetched for others", async () => {
  await desk.pool.warm("");
  const [thread] = desk.threads;
  await desk.pool.ahead("library");
  for (const module of ["library", "extra"]) {
    const asked = desk.pool.identifiers(module);
    await until(() => thread.orders.some((order) => order.module === module));
    thread.send("identifiers", { found: [], imported: false });
    await asked;
  }
  const types = thread.orders.map(({ type }) => type);
  assert.deepEqual(types.slice(-3), ["packs", "identifiers", "identifiers"]);
  assert.ok(!site.asked.includes("extra.bin"));
});

test("there are no identifiers while none waits", async () => {
  assert.deepEqual(await desk.pool.identifiers("math"), []);
});

test("an interpreter that starts while a package comes has it when it waits", async () => {
  await desk.begun("a");
  desk.isObedient = false;
  const thread = await until(() => desk.live.find((one) => !one.code));
  await desk.pool.source.packages.get("library");
  thread.send("ready");
  const order = await until(() => thread.has("packs"));
  assert.deepEqual(order.packs.map(({ name }) => name), ["library"]);
});

test("a package that is fetched ahead stays packed until a program needs it", async () => {
  const { thread } = await desk.begun("a");
  await desk.pool.ahead("library");
  const { kept, packages } = desk.pool.source;
  const { here } = packages;
  assert.deepEqual([here.has("library"), kept.has("library")], [false, true]);
  site.missing.add("library.bin");
  thread.send("need", { packs: ["library"] });
  await until(() => here.has("library"));
  assert.ok(!kept.has("library"));
});

test("a line on which a package has failed is let go", async () => {
  await desk.begun("a");
  const { lines, packages } = desk.pool.source;
  const before = lines.size;
  site.missing.add("library.bin");
  await assert.rejects(packages.get("library"), { kind: "status" });
  await assert.rejects(packages.ahead("library"), { kind: "status" });
  assert.equal(lines.size, before);
});

test("a run has something to do at every event, or it is refused", () => {
  assert.throws(() => desk.pool.run("a", { done() {} }), /no handler for it: waiting/);
});
