import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const source = readFileSync(new URL("../../../theme/static/js/theme.js", import.meta.url), "utf8");

/** Runs theme.js in a page whose storage holds `items`; null stands for storage that is forbidden. */
function run(items) {
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
    classList: { add: (c) => classes.add(c), remove: (c) => classes.delete(c) },
  };
  const frames = [];
  const page = {
    document: {
      documentElement: root,
      fonts: { ready: Promise.resolve() },
      querySelector: () => button,
      addEventListener: (_, listener) => {
        listeners.parsed = listener;
      },
    },
    requestAnimationFrame: (callback) => frames.push(callback),
    localStorage: items && {
      getItem: (key) => items[key] ?? null,
      setItem: (key, value) => {
        items[key] = value;
      },
      removeItem: (key) => delete items[key],
    },
  };
  runInNewContext(source, page);
  return { root, classes, listeners, name, frames };
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

test("on a first visit the other fonts wait until the first frame has been painted", () => {
  const { classes, listeners, frames } = run({});
  assert.ok(classes.has("first-paint"));
  listeners.parsed();
  frames.shift()();
  assert.ok(classes.has("first-paint"));
  frames.shift()();
  assert.ok(!classes.has("first-paint"));
});

test("a browser that has the fonts uses them at once", () => {
  assert.ok(!run({ fonts: "known" }).classes.has("first-paint"));
});
