import assert from "node:assert/strict";
import test from "node:test";

import { importing, resolve } from "../../../../plugins/pelican/plugins/codebox/page/imports.js";

const cases = [
  ["np", "import numpy as np", "numpy"],
  ["np.linalg", "import numpy as np", "numpy.linalg"],
  ["numpy", "import numpy", "numpy"],
  ["numpy.linalg", "import numpy.linalg", "numpy.linalg"],
  ["linalg", "from numpy import fft, linalg", "numpy.linalg"],
  ["la", "from numpy import linalg as la, fft", "numpy.linalg"],
  ["np", "x = 1", ""],
  ["theta", "import numpy as np\ntheta = np.zeros(3)", ""],
  ["math", "import numpy, math", "math"],
  ["m", "import numpy as np, math as m, cmath", "math"],
  ["fft", "from numpy import (linalg,\n    fft)", "numpy.fft"],
  ["f", "from numpy import (  # two\n    linalg as la,  # one, two\n    fft as f,\n)", "numpy.fft"],
  ["fft", "from numpy import linalg, \\\n    fft", "numpy.fft"],
  ["np", "def f():\n    import os, numpy as np", "numpy"],
  ["np", "try:\n    import cupy as np\nexcept ImportError:\n    import numpy as np", "numpy"],
  ["np", '"""\nimport numpy as np\n"""', ""],
  ["np", "# import numpy as np", ""],
  ["math", "import numpy as np; import math", "math"],
  ["math", "import numpy, math\nx = math.", "math"],
];

for (const [path, code, module] of cases) {
  test(`\`${path}.\` after ${JSON.stringify(code)} stands for ${module || "no module"}`, () => {
    assert.equal(resolve(path, code), module);
  });
}

const written = [
  ["from numpy import li", "numpy", "li"],
  ["from numpy import linalg, ff", "numpy", "ff"],
  ["from numpy import ", "numpy", ""],
  ["x = 1\nfrom a.b import (c,\n    d", "a.b", "d"],
  ["from numpy import (linalg,  # (the first\n    ff", "numpy", "ff"],
  ["from numpy import linalg, \\\n  ff", "numpy", "ff"],
  ["import os; from math import s", "math", "s"],
  ["    from math import pi as p, ta", "math", "ta"],
];

for (const [before, module, start] of written) {
  test(`after ${JSON.stringify(before)} a name of ${module} is asked for`, () => {
    assert.deepEqual(importing(before), { module, start });
  });
}

for (const before of ["from numpy import linalg as l", "from numpy import (linalg)\nff", "import num", "from numpy import a\nb"]) {
  test(`after ${JSON.stringify(before)} none is`, () => assert.equal(importing(before), null));
}
