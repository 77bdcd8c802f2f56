import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOf, refresh } from "../../../theme/static/js/scrolling.js";

/** What refresh needs of an element that only matches `selector`. */
function element(selector) {
  const attributes = new Map();
  return {
    attributes,
    matches: (asked) => asked === selector,
    hasAttribute: (name) => attributes.has(name),
    setAttribute: (name, value) => attributes.set(name, value),
    removeAttribute: (name) => attributes.delete(name),
    set tabIndex(value) {
      attributes.set("tabindex", String(value));
    },
  };
}

test("what goes on beyond its edge gets a place in the tab order, a role and a name", () => {
  const formula = element(".katex-display");
  refresh(formula, true);
  assert.deepEqual(Object.fromEntries(formula.attributes), {
    tabindex: "0",
    role: "group",
    "aria-label": "Formula, scrolls sideways",
  });
});

test("what fits again leaves the tab order and loses role and name", () => {
  const table = element(".table-scroll");
  refresh(table, true);
  refresh(table, false);
  assert.equal(table.attributes.size, 0);
});

test("what fits is never touched", () => {
  const code = element("pre");
  code.setAttribute("role", "log");
  refresh(code, false);
  assert.deepEqual([...code.attributes], [["role", "log"]]);
});

test("code is called code", () => {
  assert.equal(nameOf(element("pre")), "Code, scrolls sideways");
});
