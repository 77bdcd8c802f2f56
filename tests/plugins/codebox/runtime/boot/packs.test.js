import assert from "node:assert/strict";
import test from "node:test";

import { likely, packOf } from "../../../../../plugins/codebox/client/boot/packs.js";

const manifest = {
  projects: ["adamcore"],
  packs: {
    library: { modules: ["csv", "importlib.metadata", "numpy.polynomial"] },
    matplotlib: { modules: ["matplotlib", "matplotlib.figure", "PIL"] },
    adamcore: { modules: ["adamcore", "adamcore.rules"] },
  },
};

for (const [module, pack] of [
  ["csv", "library"],
  ["importlib", undefined],
  ["importlib.metadata", "library"],
  ["matplotlib.figure.Figure", "matplotlib"],
  ["numpy.polynomial.chebyshev", "library"],
  ["numpy.random", undefined],
  ["nonsense", undefined],
]) {
  test(`${module} is in ${pack}`, () => assert.equal(packOf(manifest, module), pack));
}

test("a project's pack is likely when code names it", () => {
  assert.deepEqual(likely(manifest, "from adamcore import Adam"), ["adamcore"]);
  assert.deepEqual(likely(manifest, "import numpy"), []);
  assert.deepEqual(likely(manifest, "myadamcore_thing = 1"), []);
});
