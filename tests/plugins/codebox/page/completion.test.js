import assert from "node:assert/strict";
import test from "node:test";

import { resolve } from "../../../../plugins/pelican/plugins/codebox/page/completion.js";

const cases = [
  ["np", "import numpy as np", "numpy"],
  ["np.linalg", "import numpy as np", "numpy.linalg"],
  ["numpy", "import numpy", "numpy"],
  ["numpy.linalg", "import numpy.linalg", "numpy.linalg"],
  ["linalg", "from numpy import fft, linalg", "numpy.linalg"],
  ["la", "from numpy import linalg as la, fft", "numpy.linalg"],
  ["np", "x = 1", ""],
  ["theta", "import numpy as np\ntheta = np.zeros(3)", ""],
];

for (const [path, code, module] of cases) {
  test(`\`${path}.\` after \`${code}\` stands for ${module || "no module"}`, () => {
    assert.equal(resolve(path, code), module);
  });
}
