import assert from "node:assert/strict";
import test from "node:test";

import { outdated, progress, reason, words } from "../../../../plugins/pelican/plugins/codebox/page/states.js";

test("before the first run the size of the download is told", () => {
  assert.equal(words("idle", { size: 8_960_631 }), "The first run downloads 9.0 MB.");
});

test("a download is told in bytes of bytes", () => {
  assert.equal(words("loading", { loaded: 1_234_567, total: 7e6 }), "Loading Python: 1.2 of 7.0 MB");
  assert.equal(words("loading", { what: "matplotlib", loaded: 0, total: 1e7 }), "Loading matplotlib: 0.0 of 10.0 MB");
});

test("the time of a run is told to the digits that mean something", () => {
  assert.equal(words("done", { seconds: 0.0312 }), "Finished in 0.03 s");
  assert.equal(words("done", { seconds: 1.239 }), "Finished in 1.24 s");
  assert.equal(words("done", { seconds: 61.7 }), "Finished in 62 s");
});

test("only a download can be measured", () => {
  assert.equal(progress("loading", { loaded: 1, total: 4 }), 0.25);
  assert.equal(progress("loading", {}), null);
  assert.equal(progress("running"), null);
});

test("a server that stalls is told with the bytes that are here, if any are", () => {
  const start = "The server has sent nothing for 10 seconds";
  assert.equal(words("stalled", { loaded: 2_130_000, total: 5.9e6 }), `${start}; 2.1 of 5.9 MB are here.`);
  assert.equal(words("stalled", {}), `${start}.`);
});

test("what is not there is told apart from what a server cannot send", () => {
  assert.match(reason({ kind: "status", file: "snapshot", cause: 404 }), /is not on the server/);
  for (const cause of [500, 503, 403]) {
    const told = reason({ kind: "status", file: "snapshot", cause });
    assert.match(told, new RegExp(`could not send snapshot .HTTP ${cause}.`));
  }
});

test("what only a reload mends says so, and that the code is kept", () => {
  for (const kind of ["renewed", "script"]) assert.match(reason({ kind }), /[Rr]eload.*your code is kept/);
});

test("each kind of failure is told in a sentence that names the file", () => {
  for (const kind of ["network", "status", "corrupt", "compile"]) {
    assert.match(reason({ kind, file: "snapshot" }), /snapshot.*\.|\?$/);
  }
  assert.equal(reason({ message: "its worker did not start" }), "its worker did not start");
});

test("the line of an error is told with the number that it has now", () => {
  assert.equal(words("failed", { line: 0 }), "Ended by an error");
  assert.equal(words("failed", { line: 3, now: 3 }), "Ended by an error in line 3");
  assert.equal(words("failed", { line: 3, now: 5 }), "Ended by an error in line 3, now line 5");
  assert.match(words("failed", { line: 3, now: 0 }), /line 3, which has changed since/);
});

test("only for what a renewed or damaged page lacks is a reload the way", () => {
  assert.deepEqual(["renewed", "script", "network", "status", undefined].map((kind) => outdated({ kind })), [
    true, true, false, false, false,
  ]);
});
