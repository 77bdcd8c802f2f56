import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const source = readFileSync(new URL("../../../theme/static/js/theme.js", import.meta.url), "utf8");

/** Runs theme.js in a page whose storage holds `items`; null stands for storage that is forbidden. */
function run(items, parts = [], more = {}) {
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
      add: (c) => classes.add(c),
      remove: (c) => classes.delete(c),
      contains: (c) => classes.has(c),
    },
  };
  const frames = [];
  const asked = [];
  const section = { dataset: {} };
  const page = {
    document: {
      documentElement: root,
      fonts: { load: async (font) => asked.push(font) },
      querySelector: (selector) => (selector.includes("section") ? section : button),
      querySelectorAll: () => parts,
      addEventListener: (_, listener) => {
        const before = listeners.parsed;
        listeners.parsed = () => (before?.(), listener());
      },
    },
    location: { hash: "" },
    PerformanceObserver: class {
      constructor(listener) {
        listeners.painted = listener;
      }
      observe() {}
    },
    requestAnimationFrame: (callback) => frames.push(callback),
    setTimeout: (callback, _, ...given) => frames.push(() => callback(...given)),
    localStorage: items && {
      getItem: (key) => items[key] ?? null,
      setItem: (key, value) => {
        items[key] = value;
      },
      removeItem: (key) => delete items[key],
    },
    scrollY: 0,
    performance: { now: () => 0 },
    addEventListener: (name, listener) => {
      listeners[name] = listener;
    },
    ...more,
  };
  runInNewContext(source, page);
  return { root, classes, listeners, name, frames, asked, section };
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

/** A part of the page with `size` elements in it, of which `seen` says whether it is laid out. */
function part(size, seen = true) {
  return {
    dataset: {},
    checkVisibility: () => seen,
    querySelectorAll: () => ({ length: size }),
  };
}

const given = (parts) => parts.map(({ dataset }) => ("fonts" in dataset ? 1 : 0));

test("on a first visit no font is asked for until the first frame has been painted", () => {
  const { classes, listeners, frames, asked } = run({});
  assert.ok(classes.has("first-visit"));
  listeners.parsed();
  const frame = () => frames.splice(0).forEach((callback) => callback());
  frame();
  assert.deepEqual(asked, []);
  frame();
  assert.ok(asked.length > 0);
});

/** Runs `frames` until `done`. */
function play(frames, done = () => false) {
  while (frames.length && !done()) frames.shift()();
}

test("on a first visit the text follows the title's paint, its first section in a frame of its own", async () => {
  const { classes, listeners, frames, section } = run({});
  assert.ok(classes.has("title-first"));
  listeners.painted();
  await new Promise(setImmediate);
  assert.equal(section.dataset.open, "");
  assert.ok(classes.has("title-first"));
  play(frames);
  assert.ok(!classes.has("title-first"));
});

test("all of the text is laid out when the page has loaded", () => {
  const { classes, listeners } = run({});
  listeners.load();
  assert.ok(!classes.has("title-first"));
});

test("the text is laid out too where nothing tells of a paint", async () => {
  const { classes, listeners, frames } = run({});
  listeners.parsed();
  play(frames);
  await new Promise(setImmediate);
  play(frames);
  assert.ok(!classes.has("title-first"));
});

test("who comes for a place in the text has the text at once", () => {
  const { classes } = run({}, [], { location: { hash: "#layer-2" } });
  assert.ok(!classes.has("title-first"));
});

test("the fonts are handed out a part of the page in a frame, and then to all of it", async () => {
  const items = {};
  const parts = [part(200), part(10), part(500, false), part(10)];
  const { listeners, frames } = run(items, parts);
  listeners.parsed();
  play(frames);
  await new Promise(setImmediate);
  play(frames, () => given(parts).includes(1));
  assert.deepEqual(given(parts), [1, 0, 0, 0]);
  play(frames, () => given(parts)[1]);
  assert.deepEqual(given(parts), [1, 1, 0, 1]);
  assert.equal(items.fonts, undefined);
  play(frames);
  await new Promise(setImmediate);
  play(frames);
  assert.deepEqual(given(parts), [1, 1, 1, 1]);
  assert.equal(items.fonts, "known");
});

test("nothing is handed out while the reader scrolls", async () => {
  let time = 0;
  const parts = [part(200)];
  const { listeners, frames } = run({}, parts, { performance: { now: () => time } });
  listeners.parsed();
  play(frames);
  listeners.scroll();
  await new Promise(setImmediate);
  for (let tries = 0; tries < 5; tries++) frames.shift()();
  assert.deepEqual(given(parts), [0]);
  time = 1000;
  play(frames);
  assert.deepEqual(given(parts), [1]);
});

test("a part that a reader is in the middle of waits until it is out of sight", async () => {
  const box = (top) => ({ getBoundingClientRect: () => ({ top, bottom: top + 100 }) });
  const parts = [-500, 300, 2000].map((top) => ({ ...part(200), ...box(top) }));
  let tell;
  const observed = [];
  class IntersectionObserver {
    constructor(listener) {
      tell = (...entries) => listener(entries);
    }
    observe(target) {
      observed.push(target);
    }
    unobserve() {}
  }
  const getComputedStyle = () => ({ position: "static" });
  const place = { scrollY: 900, innerHeight: 800, IntersectionObserver, getComputedStyle };
  const items = {};
  const { listeners, frames } = run(items, parts, place);
  listeners.parsed();
  play(frames);
  for (let fonts = 0; fonts < 2; fonts += 1) {
    // The first ones, then the later ones.
    await new Promise(setImmediate);
    play(frames);
  }
  assert.deepEqual(given(parts), [1, 0, 1]);
  tell({ target: observed[0], isIntersecting: true });
  assert.equal(items.fonts, undefined);
  tell({ target: observed[0], isIntersecting: false });
  assert.deepEqual(given(parts), [1, 1, 1]);
  assert.equal(items.fonts, "known");
});

test("a browser that has the fonts uses them at once", () => {
  assert.ok(!run({ fonts: "known" }).classes.has("first-visit"));
});
