import assert from "node:assert/strict";
import test from "node:test";

import {
  checked,
  EVENTS,
  handling,
  ORDERS,
  REPORTS,
} from "../../../../plugins/pelican/plugins/codebox/engine/protocol.js";

test("a message keeps the fields of its type and loses all others", () => {
  const message = { type: "done", ok: true, seconds: 0.5, extra: () => {} };
  assert.deepEqual(checked(REPORTS, message), { type: "done", ok: true, seconds: 0.5 });
});

test("a message of a wrong shape is refused, and the reason names the field", () => {
  for (const [message, field] of [
    [{ type: "done", ok: true }, "seconds"],
    [{ type: "done", ok: "yes", seconds: 1 }, "ok"],
    [{ type: "text", pieces: [["out"]], dropped: 0 }, "pieces"],
    [{ type: "text", pieces: "out", dropped: 0 }, "pieces"],
    [{ type: "picture", kind: "png", data: { length: 3 }, alt: "" }, "data"],
    [{ type: "error", text: null, line: 1, hint: "" }, "text"],
    [{ type: "identifiers", found: [["a", 1]] }, "found"],
  ]) {
    assert.throws(() => checked(REPORTS, message), new RegExp(`wrong ${field}`));
  }
});

test("types that every object inherits are as unknown as any other", () => {
  for (const type of ["constructor", "__proto__", "toString", "reay", 1, undefined, ["done"]]) {
    assert.throws(() => checked(REPORTS, { type }), /unknown type/);
  }
  for (const message of [null, undefined, 3, "done"]) {
    assert.throws(() => checked(ORDERS, message), /unknown type/);
  }
});

test("handlers are complete, or the first that is missing or too many is named", () => {
  const all = Object.fromEntries(Object.keys(EVENTS).map((type) => [type, () => {}]));
  assert.equal(handling(EVENTS, all), all);
  assert.throws(() => handling(EVENTS, { ...all, finished() {} }), /finished/);
  delete all.need;
  assert.throws(() => handling(EVENTS, all), /need/);
});
