import assert from "node:assert/strict";
import test from "node:test";

import { forNext, forRun } from "../../../../plugins/pelican/plugins/codebox/engine/plan.js";

/** `waiting:np.random+plt, running` as interpreters. */
const drawn = (text) =>
  text.split(", ").filter(Boolean).map((one) => {
    const [state, modules = ""] = one.split(":");
    return { state, modules: modules.split("+").filter(Boolean) };
  });

/** What to do, with interpreters by their place. */
function told(plan, live) {
  const at = (key) => (plan[key] ? `${key} ${live.indexOf(plan[key])}` : "");
  const flags = ["start", "hold", "full"].filter((key) => plan[key]);
  return [...["use", "rehearse", "end", "wake"].map(at), ...flags].filter(Boolean).join(", ");
}

for (const [room, now, imports, wanted] of [
  [2, "", "", "start"],
  [2, "waiting", "", "use 0"],
  [2, "waiting, waiting:plt", "plt", "use 1"],
  [2, "waiting:plt, waiting", "", "use 1"],
  [2, "waiting:plt, waiting:random", "", "end 0, start"],
  [2, "waiting:plt", "", "start"],
  [2, "starting", "plt", ""],
  [2, "starting:plt", "", "start"],
  [2, "running, starting", "", ""],
  [2, "running, running", "", "full"],
  [2, "running, waiting:plt", "random", "end 1, start"],
  [2, "waiting, held", "plt", "use 0"],
  [2, "waiting:plt, held", "", "wake 1"],
  [2, "running, held", "plt", "wake 1"],
  [2, "held, starting", "", ""],
  [2, "starting:plt, held", "", "wake 1"],
  [1, "running", "", "full"],
  [1, "waiting:plt", "", "end 0, start"],
  [1, "waiting:plt", "plt+random", "use 0"],
]) {
  test(`a program that imports [${imports}] where there is [${now}], room ${room}: ${wanted || "wait"}`, () => {
    const live = drawn(now);
    assert.equal(told(forRun(live, imports.split("+").filter(Boolean), room), live), wanted);
  });
}

for (const [room, now, imports, wanted] of [
  [2, "", "plt", "start"],
  [2, "running", "plt", "start"],
  [2, "running, waiting", "plt", "rehearse 1"],
  [2, "running, waiting", "", ""],
  [2, "running, starting", "plt", ""],
  [2, "running, running", "plt", ""],
  [2, "running, waiting:plt", "random", "end 1, start"],
  [2, "waiting", "plt", "rehearse 0"],
  [2, "waiting", "", "hold"],
  [2, "waiting:plt", "plt", "hold"],
  [2, "waiting:plt, waiting", "plt", ""],
  [2, "waiting:plt, held", "plt", ""],
  [2, "waiting, held", "plt", "rehearse 0"],
  [2, "waiting:plt, held", "", "end 0, wake 1"],
  [2, "held", "plt", "wake 0"],
  [2, "running, held", "plt", "wake 1"],
  [2, "waiting:plt", "", "end 0, start"],
  [1, "running", "plt", ""],
  [1, "waiting:plt", "", "end 0, start"],
  [1, "waiting", "plt", "rehearse 0"],
]) {
  test(`for a next program with [${imports}] where there is [${now}], room ${room}: ${wanted || "nothing"}`, () => {
    const live = drawn(now);
    assert.equal(told(forNext(live, imports.split("+").filter(Boolean), room), live), wanted);
  });
}

test("no plan has more interpreters than there is room for", () => {
  const states = ["", "held", "waiting", "waiting:plt", "starting", "running"];
  for (const room of [1, 2]) {
    for (const one of states) {
      for (const other of room === 2 ? states : [""]) {
        const live = drawn([one, other].filter(Boolean).join(", "));
        for (const plan of [forRun(live, [], room), forNext(live, ["plt"], room)]) {
          const after = live.length - (plan.end ? 1 : 0) + (plan.start || plan.hold ? 1 : 0);
          assert.ok(after <= Math.max(room, live.length), `${one}, ${other}`);
          assert.notEqual(plan.end?.state, "running");
        }
      }
    }
  }
});
