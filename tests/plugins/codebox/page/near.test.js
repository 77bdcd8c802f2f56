import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

let heard, seen, watched;

globalThis.IntersectionObserver = class {
  constructor(callback) {
    seen = (isIntersecting) => callback([{ isIntersecting }]);
  }
  observe() {
    watched = true;
  }
  disconnect() {
    watched = false;
  }
};
globalThis.addEventListener = (kind, listener) => (heard[kind] = listener);
mock.timers.enable({ apis: ["setTimeout"] });

const { whenNear } = await import("../../../../plugins/pelican/plugins/codebox/page/near.js");

beforeEach(() => {
  heard = {};
});

const counted = () => {
  let calls = 0;
  const now = whenNear({}, () => calls++);
  return { now, calls: () => calls };
};

test("nothing happens far away, once it happens when near", () => {
  const { calls } = counted();
  seen(false);
  assert.equal(calls(), 0);
  seen(true);
  seen(true);
  assert.equal(calls(), 1);
  assert.equal(watched, false);
});

test("the first key is early enough for the Tab that it may be", () => {
  const { calls } = counted();
  heard.keydown({ key: "Tab" });
  assert.equal(calls(), 1);
});

test("who neither scrolls nor types gets it in the end", () => {
  const { calls } = counted();
  mock.timers.tick(6000);
  assert.equal(calls(), 1);
});

test("it can be had at once, or never", () => {
  const early = counted();
  early.now();
  assert.equal(early.calls(), 1);
  const never = counted();
  never.now(false);
  mock.timers.tick(6000);
  assert.equal(never.calls(), 0);
});
