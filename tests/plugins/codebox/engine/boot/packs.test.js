import assert from "node:assert/strict";
import test from "node:test";

import { lacking, likely, packOf } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/packs.js";

const manifest = {
  hints: { adamcore: ["adamcore"], "numpy.random": ["np.random", "Noisy"] },
  needs: { "adamcore.figures": ["matplotlib"] },
  packs: {
    library: { needs: [], modules: ["csv", "importlib.metadata", "numpy.polynomial"] },
    matplotlib: { needs: ["library"], modules: ["matplotlib", "matplotlib.figure", "PIL"] },
    adamcore: { needs: [], modules: ["adamcore", "adamcore.rules"] },
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

for (const [code, packs] of [
  ["from adamcore import Adam", ["adamcore"]],
  ["import numpy", []],
  ["myadamcore_thing = 1", []],
  ["np.random.default_rng(0)", ["numpy.random"]],
  ["npxrandom, inp.random", []],
  ["import adamcore; adamcore.Noisy(1)", ["adamcore", "numpy.random"]],
  ["from adamcore import Noisy", ["adamcore", "numpy.random"]],
]) {
  test(`${code} makes likely: ${packs}`, () => assert.deepEqual(likely(manifest, code), packs));
}

for (const [module, installed, packs] of [
  ["matplotlib.pyplot", [], ["library", "matplotlib"]],
  ["matplotlib.pyplot", ["library"], ["matplotlib"]],
  ["matplotlib", ["library", "matplotlib"], []],
  ["adamcore.figures", ["library"], ["adamcore", "matplotlib"]],
  ["nonsense", [], []],
]) {
  test(`${module} lacks ${packs} where there is: ${installed}`, () => {
    const runtime = { installed: new Set(installed) };
    assert.deepEqual(lacking(runtime, [module], manifest), packs);
  });
}
