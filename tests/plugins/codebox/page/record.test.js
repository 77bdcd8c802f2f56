import assert from "node:assert/strict";
import test from "node:test";

import { beneath, own, read, written } from "../../../../plugins/pelican/plugins/codebox/page/record.js";

const LINKED = { code: "print(1)", origin: "link", link: "#code=a.b", before: own("mine = 1") };

test("a record comes back as it was written", () => {
  assert.deepEqual(read(written(LINKED)), LINKED);
});

for (const text of [null, "", "mine = 1", "{}", "[]", "null", '{"version":2}', '{"version":2,"code":1,"origin":"own"}',
  '{"version":3,"code":"x","origin":"own"}', '{"version":2,"code":"x","origin":"admin"}',
  '{"version":2,"code":"x","origin":"link","before":{"code":2,"origin":"own"}}']) {
  test(`${text} is no record`, () => assert.equal(read(text), null));
}

test("an edit stays beneath what comes, what can be had again does not", () => {
  assert.deepEqual(beneath({ ...LINKED, edited: true }, "link"), LINKED);
  assert.deepEqual(beneath({ ...LINKED, edited: false }, "page"), LINKED);
  assert.deepEqual(beneath({ ...LINKED, edited: false }, "link"), LINKED.before);
  assert.deepEqual(beneath({ ...own("mine"), edited: false }, "own"), own("mine"));
});
