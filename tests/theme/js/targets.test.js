import assert from "node:assert/strict";
import { test } from "node:test";
import { foldsAround } from "../../../theme/static/js/targets.js";

/** A closed fold within `parent`, or an open one. */
const fold = (parent, open = false) => {
  const self = { open, parentElement: parent };
  self.closest = () => (open ? parent?.closest() : self);
  return self;
};

const page = (id, inside) => ({ getElementById: (wanted) => (wanted === id ? inside : null) });

test("folds around a place are found from the inside out, those that are open left out", () => {
  const outer = fold({ closest: () => null });
  const inner = fold(fold(outer, true));
  assert.deepEqual(foldsAround(page("row", inner), "#row"), [inner, outer]);
});

test("an address that leads to no fold, or nowhere, opens nothing", () => {
  assert.deepEqual(foldsAround(page("row", { closest: () => null }), "#row"), []);
  assert.deepEqual(foldsAround(page("row", null), "#other"), []);
  assert.deepEqual(foldsAround(page("row", null), ""), []);
});
