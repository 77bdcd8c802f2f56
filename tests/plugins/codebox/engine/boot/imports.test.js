import assert from "node:assert/strict";
import test from "node:test";

import { mentions } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/imports.js";
import { missing, rehearsable } from "../../../../../plugins/pelican/plugins/codebox/engine/boot/packs.js";

for (const [code, modules] of [
  ["import csv", ["csv"]],
  ["import csv, io as memory", ["csv", "io"]],
  ["import a.b.c as d; import e", ["a.b.c", "e"]],
  ["from a import b, c as d", ["a", "a.b", "a.c"]],
  ["from a.b import (\n  c,  # the third\n  d,\n)", ["a.b", "a.b.c", "a.b.d"]],
  ["from a \\\n  import b", ["a", "a.b"]],
  ["from a import *", ["a"]],
  ["if True: import a", ["a"]],
  ["try:\n\timport a\nexcept ImportError: a = None", ["a"]],
  ["'''\nimport a\n'''", []],
  ['r"\\\\"; import a', ["a"]],
  ["# import a\nx = '# no' ; import b # import c", ["b"]],
  ["x = 'it\\'s'; import a", ["a"]],
  ["yield from import_a", []],
  ["important = 1; fromage = 2", []],
  ["import numpy as np\nnp.random.rand()", ["numpy", "numpy.random"]],
  ["import numpy\nx = numpy . fft", ["numpy", "numpy.fft"]],
  ["import numpy as np\nprint(f'{np.random.rand():.2f}')", ["numpy", "numpy.random"]],
  ["import numpy as np\nprint('np.random')", ["numpy"]],
  ["mynp.random; a.np.random", []],
  ["import (", []],
]) {
  test(`${JSON.stringify(code)} imports: ${modules}`, () => assert.deepEqual(mentions(code).modules, modules));
}

test("words are names, not what strings and comments say", () => {
  const { words } = mentions("größe = Noisy(1).steps  # speed\nprint('race')");
  assert.deepEqual([...words], ["größe", "Noisy", "steps", "print"]);
});

test("no nesting is too deep, and no text too long", () => {
  const chain = Array.from({ length: 20_000 }, (_, i) => `elif x == ${i}:\n    import a${i}\n`).join("");
  assert.equal(mentions(`if x:\n    pass\n${chain}`).modules.length, 20_000);
  for (const code of ["(".repeat(1e6), `x = '${"\\'".repeat(5e5)}`, "from ".repeat(2e5), " ".repeat(1e6), "a,".repeat(5e5)]) {
    const from = performance.now();
    mentions(code);
    assert.ok(performance.now() - from < 5000, code.slice(0, 20)); // not quadratic: that would take minutes
  }
});

const manifest = {
  needs: {},
  words: { Noisy: ["numpy.random"] },
  packs: {
    library: { needs: [], modules: ["this", "csv"] },
    matplotlib: { needs: ["library"], modules: ["matplotlib", "matplotlib.pyplot"] },
    "numpy.random": { needs: [], modules: ["numpy.random"] },
    adamcore: { needs: [], modules: ["adamcore"] },
  },
};

for (const [code, modules] of [
  ["import this, csv", []],
  ["from matplotlib import pyplot as plt", ["matplotlib", "matplotlib.pyplot"]],
  ["import adamcore; adamcore.Noisy(1)", ["adamcore", "numpy.random"]],
  ["from adamcore import steps", ["adamcore"]],
  ["import constructor; constructor.toString", []],
]) {
  test(`before ${code} an interpreter may import: ${modules}`, () => {
    assert.deepEqual(rehearsable(manifest, code), modules);
  });
}

test("names that every object inherits need no package", () => {
  const runtime = { installed: new Set() };
  assert.deepEqual(missing(runtime, "import constructor\ntoString, __proto__, hasOwnProperty", manifest), []);
});
