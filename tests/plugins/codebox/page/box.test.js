import assert from "node:assert/strict";
import test, { after, afterEach, before, beforeEach } from "node:test";

import { Desk, Site, until } from "../engine/workers.js";
import { closed, emptied, put } from "./page.js";

const { Box } = await import("../../../../plugins/pelican/plugins/codebox/page/box.js");

const site = new Site();
let desk, hand;

/** A reader at a box. */
class Hand {
  states = []; // each that the box has been in, and what was said of it
  words = [];

  constructor(code, { poolOf = async () => desk.pool, ...made } = {}) {
    this.root = put(code, made);
    this.box = new Box(this.root, poolOf);
    const { view } = this.box;
    const show = view.show.bind(view);
    view.show = (name, ...more) => {
      if (this.states.at(-1) !== name) this.states.push(name);
      show(name, ...more);
      this.words.push(this.status);
    };
  }

  get state() {
    return this.root.dataset.state;
  }

  get status() {
    return this.root.querySelector(".codebox-status").textContent;
  }

  get log() {
    return this.root.querySelector(".codebox-log").textContent;
  }

  button(action) {
    return this.root.querySelector(`[data-action="${action}"]`);
  }

  click(action) {
    this.button(action).click();
  }

  get choices() {
    return Array.from(this.root.querySelectorAll(".codebox-foot .codebox-offers button"));
  }

  choose(label) {
    this.choices.find(({ textContent }) => textContent === label).click();
  }

  key(keys) {
    const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...keys });
    this.root.querySelector(".codebox-code").dispatchEvent(event);
    return event;
  }

  is(state) {
    return until(() => this.state === state);
  }

  /** Clicks on Run; the thread in which the program runs. */
  async run(code = this.box.program.code) {
    this.click("run");
    const thread = await desk.with(code);
    thread.send("running");
    await this.is("running");
    return thread;
  }
}

before(() => site.open());
after(() => site.close());
after(closed);
beforeEach(() => {
  site.missing.clear();
  desk = new Desk(site);
  hand = new Hand("print(1)");
});
afterEach(() => {
  desk.close();
  emptied();
});

const done = { ok: true, seconds: 0.5 };

test("a box begins idle: it says what the first run downloads, and can be run but not stopped", () => {
  assert.equal(hand.state, "idle");
  assert.equal(hand.status, "The first run downloads 5.9 MB.");
  assert.equal(hand.button("run").getAttribute("aria-disabled"), "false");
  assert.equal(hand.button("stop").getAttribute("aria-disabled"), "true");
  assert.equal(desk.threads.length, 0);
});

test("a first run loads, starts, runs and finishes, and each is told", async () => {
  const thread = await hand.run();
  thread.send("text", { pieces: [["out", "1\n"]], dropped: {} });
  thread.send("done", done);
  await hand.is("done");
  assert.deepEqual(hand.states, ["loading", "starting", "running", "done"]);
  assert.equal(hand.status, "Finished in 0.50 s");
  assert.equal(hand.log, "1\n");
});

test("while a program runs it can be stopped, and neither Run nor Ctrl+Enter begins another", async () => {
  await hand.run();
  assert.equal(hand.button("run").getAttribute("aria-disabled"), "true");
  assert.equal(hand.button("stop").getAttribute("aria-disabled"), "false");
  hand.click("run");
  hand.key({ ctrlKey: true });
  assert.equal(desk.pool.jobs.size, 1);
});

test("Stop ends the worker and says so, and the next run finds a warm one", async () => {
  const thread = await hand.run();
  const spare = await desk.spare();
  hand.click("stop");
  assert.equal(hand.status, "Stopped");
  assert.ok(thread.ended);
  hand.states.length = 0;
  assert.equal(await hand.run(), spare);
  await desk.spare();
  assert.deepEqual(hand.states, ["running"]);
});

test("Stop before anything has come leaves the box as any other that has stopped", async () => {
  hand.click("run");
  hand.click("stop");
  assert.equal(hand.state, "stopped");
  await desk.pool.warm("");
  assert.equal(hand.state, "stopped");
  assert.ok(desk.threads.every(({ code }) => code === undefined));
});

test("what comes after Stop is not shown", async () => {
  const thread = await hand.run();
  thread.send("text", { pieces: [["out", "late"]], dropped: {} });
  thread.send("done", done);
  hand.click("stop");
  await desk.spare();
  assert.equal(hand.state, "stopped");
  assert.equal(hand.log, "");
});

test("a download that goes on after Stop is not told", async () => {
  const thread = await hand.run();
  const release = site.hold("extra.bin");
  thread.send("need", { packs: ["extra"] });
  await until(() => site.asked.includes("extra.bin"));
  hand.click("stop");
  release();
  await until(() => desk.pool.source.packages.here.has("extra"));
  assert.equal(hand.state, "stopped");
});

test("the output of the last run is gone when the next begins", async () => {
  const thread = await hand.run();
  thread.send("text", { pieces: [["out", "old\n"]], dropped: {} });
  thread.send("done", done);
  await hand.is("done");
  const next = await hand.run();
  assert.equal(hand.log, "");
  next.send("text", { pieces: [["out", "new\n"]], dropped: {} });
  await until(() => hand.log === "new\n");
});

test("an error is shown with its hint, and the state names its line", async () => {
  const thread = await hand.run();
  thread.send("error", { text: 'File "your code", line 1\nNameError: x', line: 1, hint: "Is it spelled so?" });
  thread.send("done", { ok: false, seconds: 0.1 });
  await hand.is("failed");
  assert.equal(hand.status, "Ended by an error in line 1");
  assert.match(hand.log, /^Error: File "your code", line 1\nNameError: xIs it spelled so\?$/);
  assert.equal(hand.root.querySelector(".codebox-log button").textContent, "line 1");
});

test("output that was left out is told, whatever else a worker says that it has dropped", async () => {
  const thread = await hand.run();
  thread.send("text", { pieces: [["out", "end\n"]], dropped: { lines: 20, nonsense: 3 } });
  await until(() => /Earlier output is gone: 20 lines\./.test(hand.log));
});

test("a package that is loaded meanwhile is told with how much of it is here", async () => {
  const thread = await hand.run();
  hand.states.length = 0;
  thread.send("need", { packs: ["extra"] });
  await until(() => thread.ended);
  assert.ok(hand.words.some((words) => words.startsWith("Loading extra: 0.0 of 0.0 MB")));
  const next = await desk.with("print(1)");
  next.send("running");
  next.send("done", done);
  await hand.is("done");
  assert.deepEqual(hand.states, ["loading", "starting", "running", "done"]);
});

test("a third box waits until another one has finished", async () => {
  const thread = await hand.run();
  const second = new Hand("2", { name: "second" });
  await second.run();
  const third = new Hand("3", { name: "third" });
  third.click("run");
  await third.is("waiting");
  assert.equal(third.status, "Waiting until another box has finished");
  thread.send("done", done);
  (await desk.with("3")).send("running");
  await third.is("running");
});

test("a download that fails is told, and Retry runs the program", async () => {
  site.missing.add("manifest.json");
  hand.click("run");
  await hand.is("broken");
  assert.equal(hand.status, "It did not work: manifest.json is not on the server.");
  assert.equal(hand.button("run").getAttribute("aria-disabled"), "false");
  site.missing.clear();
  hand.choose("Retry");
  (await desk.with("print(1)")).send("running");
  await hand.is("running");
  assert.deepEqual(hand.choices, []);
});

test("Retry checks again what was to be checked", async () => {
  hand = new Hand("x = 1", { name: "exercise", check: "judge:check" });
  site.missing.add("snapshot.bin");
  hand.click("check");
  await hand.is("broken");
  site.missing.clear();
  hand.choose("Retry");
  assert.equal((await desk.with("x = 1")).has("run").checker, "judge:check");
});

test("a crash is told in the worker's words, and the next run has another worker", async () => {
  const thread = await hand.run();
  thread.send("broken", { message: "Python has crashed." });
  await hand.is("broken");
  assert.equal(hand.status, "It did not work: Python has crashed.");
  assert.notEqual(await hand.run(), thread);
});

test("a worker that lies about its messages ends its program, not the box", async () => {
  const thread = await hand.run();
  thread.send("broken", { message: 3 });
  await hand.is("broken");
  assert.match(hand.status, /a message broken with a wrong message/);
});

test("no worker can have the page reloaded: an error's kind is the page's own", async () => {
  const thread = await hand.run();
  thread.send("broken", { message: "x", error: { kind: "renewed" }, kind: "renewed" });
  await hand.is("broken");
  assert.deepEqual(hand.choices.map(({ textContent }) => textContent), ["Retry"]);
});

test("where the page has been renewed, a reload is offered instead of another try", async () => {
  const renewed = Object.assign(new Error("gone"), { kind: "renewed" });
  hand = new Hand("1", { name: "old", poolOf: () => Promise.reject(renewed) });
  hand.click("run");
  await hand.is("broken");
  assert.deepEqual(hand.choices.map(({ textContent }) => textContent), ["Reload"]);
});

test("a verdict is the state of a checked box, and one that passes marks it solved", async () => {
  hand = new Hand("x = 1", { name: "exercise", check: "judge:check" });
  await until(() => hand.box.exercise);
  hand.click("check");
  const thread = await desk.with("x = 1");
  thread.send("running");
  thread.send("verdict", { passed: true, text: "It is right.", line: 0, detail: "1 = 1" });
  thread.send("done", done);
  await hand.is("checked");
  assert.equal(hand.status, "It is right.");
  assert.ok("solved" in hand.root.dataset);
  assert.match(hand.log, /^It is right\./);
});

test("a verdict that does not pass leads to its line, and marks nothing solved", async () => {
  hand = new Hand("x = 1", { name: "exercise", check: "judge:check" });
  hand.click("check");
  const thread = await desk.with("x = 1");
  thread.send("running");
  thread.send("verdict", { passed: false, text: "x is too small.", line: 1, detail: "" });
  thread.send("done", done);
  await hand.is("checked");
  assert.ok(!("solved" in hand.root.dataset));
  assert.equal(hand.root.querySelector(".codebox-log button").textContent, "Line 1");
});

for (const [keys, wanted] of [
  [{ ctrlKey: true }, ""],
  [{ metaKey: true }, ""],
  [{ shiftKey: true }, ""],
  [{ shiftKey: true, ctrlKey: true }, "judge:check"],
]) {
  test(`${Object.keys(keys).join("+")} with Enter ${wanted ? "checks" : "runs"} what is in the box`, async () => {
    hand = new Hand("x = 1", { name: "exercise", check: "judge:check" });
    assert.ok(hand.key(keys).defaultPrevented);
    assert.equal((await desk.with("x = 1")).has("run").checker, wanted);
  });
}

test("Enter by itself is a new line", () => {
  assert.ok(!hand.key({}).defaultPrevented);
  assert.equal(hand.state, "idle");
});

test("a reader who comes to the box has an interpreter started before they run anything", async () => {
  hand.root.dispatchEvent(new Event("focusin"));
  await hand.is("ready");
  assert.deepEqual(hand.states, ["loading", "starting", "ready"]);
  assert.equal(desk.threads.length, 1);
});

test("a reader who saves data has nothing fetched before a run", async () => {
  globalThis.matchMedia = (query) => ({ matches: /reduced-data|hover/.test(query) });
  hand.root.dispatchEvent(new Event("focusin"));
  hand.root.dispatchEvent(new Event("pointerdown"));
  assert.equal(hand.box.warmed, undefined);
  await hand.run();
});

test("what an earlier start has to tell does not hide the end of a run", async () => {
  const thread = await hand.run();
  thread.send("done", done);
  await hand.is("done");
  await desk.spare();
  assert.equal(hand.state, "done");
});

test("a server that stalls is told, and Retry asks it again", async () => {
  hand.click("run");
  await hand.is("loading");
  await until(() => hand.box.pool);
  let asked = 0;
  desk.pool.source.line.retry = () => (asked += 1);
  desk.pool.report("stalled", { loaded: 1e6, total: 2e6 });
  assert.equal(hand.state, "stalled");
  hand.choose("Retry");
  assert.equal(asked, 1);
});

test("a notice during a run leaves the run its state", async () => {
  const thread = await hand.run();
  hand.box.notify("Copied.");
  assert.equal(hand.status, "Copied.");
  assert.equal(hand.state, "running");
  thread.send("done", done);
  await hand.is("done");
});

test("code from elsewhere is shown and not run, and what was there can be put back", async () => {
  const detail = { code: "print(2)", notice: "From the figure." };
  hand.root.dispatchEvent(new CustomEvent("codebox:code", { detail }));
  assert.equal(hand.box.program.code, "print(2)");
  assert.equal(hand.status, "From the figure.");
  assert.equal(desk.pool.jobs.size, 0);
  const back = [...hand.root.querySelectorAll(".codebox-origin button")];
  back.find(({ textContent }) => textContent === "Put back what was here").click();
  assert.equal(hand.box.program.code, "print(1)");
});

test("what runs is what was in the box at the click", async () => {
  hand.click("run");
  const detail = { code: "print(2)", notice: "From the figure." };
  hand.root.dispatchEvent(new CustomEvent("codebox:code", { detail }));
  assert.equal((await desk.with("print(1)")).code, "print(1)");
});
