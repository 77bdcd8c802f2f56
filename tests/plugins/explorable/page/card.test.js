import assert from "node:assert/strict";
import test from "node:test";

globalThis.HTMLElement = class {};
const { placeOf } = await import("../../../../plugins/pelican/plugins/explorable/page/card.js");

const VIEW = { width: 320, height: 600 };
const SIZE = { width: 296, height: 100 };

test("a card stands below its line, within the window", () => {
  assert.deepEqual(placeOf({ left: 200, top: 100, bottom: 120 }, SIZE, VIEW), { left: 12, top: 126 });
});

test("without room below it stands above", () => {
  assert.deepEqual(placeOf({ left: 12, top: 550, bottom: 570 }, SIZE, VIEW), { left: 12, top: 444 });
});

test("without room on either side it stands below", () => {
  assert.equal(placeOf({ left: 12, top: 50, bottom: 550 }, SIZE, VIEW).top, 556);
});
