import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const source = readFileSync(new URL("../../../theme/static/js/theme.js", import.meta.url), "utf8");

/**
 * Runs theme.js in a page whose storage holds `items`; null stands for storage that is forbidden.
 * @param {{hash?: string, target?: object, fonts?: object, scrollY?: number}} page
 */
function run(items, { hash = "", target = null, fonts, scrollY = 0, parts = [] } = {}) {
  const classes = new Set();
  const listeners = {};
  const name = { textContent: "" };
  const button = {
    querySelector: () => name,
    addEventListener: (_, listener) => {
      listeners.click = listener;
    },
  };
  const root = {
    dataset: {},
    classList: {
      add: (...names) => names.forEach((one) => classes.add(one)),
      remove: (...names) => names.forEach((one) => classes.delete(one)),
      toggle: (one, on) => (on ? classes.add(one) : classes.delete(one)),
    },
  };
  const frames = [];
  const asked = [];
  const page = {
    document: {
      documentElement: root,
      fonts: fonts ?? { load: async (font) => asked.push(font) },
      querySelector: () => button,
      querySelectorAll: () => parts,
      getElementById: () => target,
      addEventListener: (_, listener) => {
        const before = listeners.parsed;
        listeners.parsed = () => (before?.(), listener());
      },
    },
    location: { hash },
    requestAnimationFrame: (callback) => frames.push(callback),
    setTimeout: (callback, _, ...given) => frames.push(() => callback(...given)),
    localStorage: items && {
      getItem: (key) => items[key] ?? null,
      setItem: (key, value) => {
        items[key] = value;
      },
      removeItem: (key) => delete items[key],
    },
    scrollY,
  };
  runInNewContext(source, page);
  return { root, classes, listeners, name, frames, asked };
}

test("the stored theme is set before the page is parsed", () => {
  assert.equal(run({ theme: "dark" }).root.dataset.theme, "dark");
});

test("anything else that is stored counts as no choice", () => {
  assert.deepEqual(run({ theme: "sepia" }).root.dataset, {});
});

test("the button goes through auto, light and dark, names each and stores it", () => {
  const items = {};
  const { listeners, name } = run(items);
  listeners.parsed();
  const seen = [[name.textContent, items.theme]];
  for (let click = 0; click < 3; click++) {
    listeners.click();
    seen.push([name.textContent, items.theme]);
  }
  assert.deepEqual(seen, [
    ["auto", undefined],
    ["light", "light"],
    ["dark", "dark"],
    ["auto", undefined],
  ]);
});

test("where storage is forbidden the choice still holds for the page", () => {
  const { root, listeners } = run(null);
  listeners.parsed();
  listeners.click();
  assert.equal(root.dataset.theme, "light");
});

const turn = () => new Promise(setImmediate);

/** Plays frames and timers until none is left. */
async function settle(frames) {
  for (let round = 0; round < 10; round += 1) {
    for (const frame of frames.splice(0)) frame();
    await turn();
  }
}

test("the text waits until its fonts are there, and the title asks for none before it is painted", async () => {
  let arrived;
  const fonts = { load: (font) => (asked.push(font), new Promise((done) => (arrived = done))) };
  const asked = [];
  const { classes, listeners, frames } = run({}, { fonts });
  assert.ok(classes.has("waiting"));
  assert.deepEqual(asked, []);
  listeners.parsed();
  await turn();
  for (const frame of frames.splice(0)) frame();
  for (const frame of frames.splice(0)) frame();
  await turn();
  assert.ok(asked.includes("1em KaTeX_Main"));
  assert.ok(classes.has("waiting"));
  arrived();
});

test("a place in the text has all fonts asked for at once, and is gone to when they are there", async () => {
  const went = [];
  const section = { dataset: {}, previousElementSibling: { dataset: {} } };
  const target = { closest: () => section, scrollIntoView: () => went.push("there") };
  const { classes, listeners, frames, asked } = run({}, { hash: "#figure-race?steps=3", target });
  assert.ok(asked.includes("1em KaTeX_Size1"));
  assert.ok(asked.indexOf("1em KaTeX_Main") === 0);
  listeners.parsed();
  await settle(frames);
  assert.ok(!classes.has("waiting"));
  assert.deepEqual(went, ["there"]);
  assert.equal(section.dataset.open, "");
});

test("the first section is laid out a few parts in a frame, all of them in the end", async () => {
  const parts = Array.from({ length: 3 }, () => ({ dataset: {}, querySelectorAll: () => ({ length: 60 }) }));
  const { classes, listeners, frames } = run({}, { parts });
  const later = () => parts.filter(({ dataset }) => "later" in dataset).length;
  const seen = new Set();
  listeners.parsed();
  for (let round = 0; round < 12; round += 1) {
    for (const frame of frames.splice(0)) frame();
    await turn();
    seen.add(later());
  }
  assert.deepEqual([...seen].sort(), [0, 1, 2]);
  assert.ok(!classes.has("laying"));
});

test("a reader who has gone elsewhere meanwhile stays there", async () => {
  const went = [];
  const target = { closest: () => null, scrollIntoView: () => went.push("there") };
  const { listeners, frames } = run({}, { hash: "#a", target, scrollY: 400 });
  listeners.parsed();
  await settle(frames);
  assert.deepEqual(went, []);
});

test("fonts that never come hold the text for so long and no longer", async () => {
  const fonts = { load: () => new Promise(() => {}) };
  const { classes, listeners, frames } = run({}, { fonts });
  listeners.parsed();
  await settle(frames);
  assert.ok(!classes.has("waiting"));
});

test("fonts that cannot be had, and an address that is none, hold nothing", async () => {
  const fonts = { load: async () => Promise.reject(new Error("no net")) };
  const { classes, listeners, frames } = run({}, { fonts, hash: "#%E0%A4%A" });
  listeners.parsed();
  await settle(frames);
  assert.ok(!classes.has("waiting"));
});
