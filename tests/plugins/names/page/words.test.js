import assert from "node:assert/strict";
import test from "node:test";

import { finder } from "../../../../plugins/pelican/plugins/names/page/words.js";

const find = finder({ sgd: ["SGD"], momentum: ["momentum", "SGD with momentum"], adam: ["Adam"], adamw: ["AdamW"] });
const keysIn = (text) => find(text).map(({ key, start, end }) => [key, text.slice(start, end)]);

test("the longest name wins, and none is found within a word", () => {
  assert.deepEqual(keysIn("AdamW’s decay, Adam’s, NAdam, adam, Adams"), [["adamw", "AdamW"], ["adam", "Adam"]]);
});

test("a name of several words is one", () => {
  assert.deepEqual(keysIn("SGD with momentum, then SGD"), [["momentum", "SGD with momentum"], ["sgd", "SGD"]]);
});

test("signs of patterns in a name are signs", () => {
  const odd = finder({ c: ["C++", "A(2)"] });
  assert.deepEqual(odd("C++ and A(2), CC").map(({ start }) => start), [0, 8]);
});
