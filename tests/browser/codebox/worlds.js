/** That every program begins where none has run, in every browser. */

import { equal, Hand, matches, sleep, until } from "./play.js";

const first = new Hand("first");
const second = new Hand("second");

/** What one program changes, and a program that sees the change: it prints "clean" where there is none. */
const CHANGES = {
  "a class of a package": [
    "import adamcore\nadamcore.Adam.step = adamcore.Adam.init = None",
    "import adamcore\nprint('clean' if callable(adamcore.Adam.step) and callable(adamcore.Adam.init) else 'changed')",
  ],
  "a constant of a C module": [
    "import math, cmath\nmath.pi = 3\ncmath.tau = 6",
    "import math, cmath\nprint('clean' if math.pi > 3 and cmath.tau > 6 else 'changed')",
  ],
  "NumPy's settings and seeds": [
    "import numpy as np\nnp.set_printoptions(precision=1)\nnp.seterr(all='raise')\nnp.random.seed(3)\nnp.mean = None",
    `import numpy as np
seen = str(np.array([1.23456])), np.geterr()["under"], callable(np.mean), round(np.random.rand(), 6) != 0.550798
print("clean" if seen == ("[1.23456]", "ignore", True, True) else seen)`,
  ],
  "Matplotlib's settings": [
    `import matplotlib, matplotlib.pyplot as plt
plt.style.use("dark_background")
plt.rcParams["lines.linewidth"] = 9
matplotlib.use("svg")
plt.plot([1, 2])
plt.figure()`,
    `import matplotlib, matplotlib.pyplot as plt
seen = plt.rcParams["lines.linewidth"], plt.rcParams["axes.facecolor"], plt.get_fignums(), matplotlib.get_backend() == "svg"
print("clean" if seen == (1.5, "white", [], False) else seen)`,
  ],
  "the import system": [
    `import sys
sys.path.insert(0, "/elsewhere")
sys.meta_path.insert(0, type("Finder", (), {"find_spec": staticmethod(lambda *_: print("asked"))}))
sys.modules["statistics"] = None
sys.setrecursionlimit(60_000)
sys.argv.append("more")`,
    `import sys, statistics
seen = "/elsewhere" in sys.path, len(sys.argv), sys.getrecursionlimit() == 60_000
print("clean" if seen == (False, 1, False) else seen)`,
  ],
  "files, the working folder and the environment": [
    `import os
open("left.txt", "w").write("left")
open("/tmp/left.txt", "w").write("left")
open("numbers2.py", "w").write("one = 1")
os.environ["LEFT"] = "left"
os.makedirs("deep/er"); os.chdir("deep/er")`,
    `import os
seen = [name for name in ("left.txt", "/tmp/left.txt", "numbers2.py", "deep") if os.path.exists(name)]
seen += [key for key in os.environ if key == "LEFT"] + [os.getcwd()] * os.getcwd().count("er/")
print("clean" if not seen else seen)`,
  ],
  "warnings, logging and tracing": [
    `import warnings, logging, sys, gc
warnings.simplefilter("error")
logging.basicConfig(level=1, format="left %(message)s")
logging.getLogger("box").addHandler(logging.StreamHandler())
sys.settrace(lambda *_: None)
gc.disable()`,
    `import warnings, logging, sys, gc
warnings.warn("only told")
logging.getLogger("box").info("not told")
seen = len(logging.getLogger().handlers), len(logging.getLogger("box").handlers), sys.gettrace(), gc.isenabled()
print("clean" if seen == (0, 0, None, True) else seen)`,
  ],
  "builtins and what the machinery itself uses": [
    `import builtins, ast, io, linecache, traceback, asyncio
builtins.len = lambda _: 7
ast.parse = traceback.TracebackException = asyncio.all_tasks = None
linecache.cache.clear()`,
    "print('clean' if len([]) == 0 else 'changed')",
  ],
  "JavaScript's prototypes": [
    `import js
from pyodide.ffi import create_proxy
js.Object.prototype.left = 7
js.Array.prototype.includes = create_proxy(lambda *_: True)
js.left = 8`,
    `import js
print("clean" if not hasattr(js, "left") and not js.Array.new().includes(1) else "changed")`,
  ],
};

const apart = ([change, look]) => async () => {
  await first.run(`${change}\nprint("changed")`);
  matches(first.text, /changed\n/);
  for (const box of [first, second, first]) matches(await box.run(look), /(^|\n)clean\n$/);
};

/** How many workers with Python there are, and the most that there have been; how many others. */
function count() {
  const counted = { now: 0, most: 0, others: 0, ever: 0 };
  const { Worker } = window;
  window.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      this.isPython = args[1].name === "Python";
      if (!this.isPython) counted.ever = counted.others += 1;
      else counted.most = Math.max(counted.most, (counted.now += 1));
    }
    terminate() {
      super.terminate();
      if (this.isPython) counted.now -= 1;
      else counted.others -= 1;
    }
  };
  return counted;
}

const counted = count();
const { matchMedia } = window;
// A headless Firefox has no pointer that hovers, and would be taken for a phone.
window.matchMedia = (query) => (query.includes("hover") ? { matches: true } : matchMedia.call(window, query));

export const all = {
  ...Object.fromEntries(
    Object.entries(CHANGES).map(([what, pair]) => [`no program changes for another: ${what}`, apart(pair)]),
  ),

  async "nothing that a program left behind speaks into a later one"() {
    const text = await first.run(`import asyncio, js
from pyodide.ffi import create_proxy
class Loud:
    def __del__(self): print("finalized")
loud = js.left = Loud()
ring = [loud]; ring.append(ring)
js.setInterval(create_proxy(lambda *_: print("rung")), 50)
asyncio.get_event_loop().call_later(0.3, print, "called")
print("first")`);
    equal(text.includes("first"), true);
    const quiet = await first.run("import time, asyncio, gc\nawait asyncio.sleep(0.6)\ngc.collect()\nprint('second')");
    equal(quiet, "second\n");
  },

  async "what an earlier program imported is not there for a later one"() {
    await first.run("import matplotlib.pyplot, decimal, wave, numpy.random\nprint('there')");
    await first.run("import matplotlib.pyplot, decimal, wave, numpy.random\nprint('again')");
    const look = "import sys, numpy\nprint([n for n in ('matplotlib', 'decimal', 'wave', 'numpy.random') if n in sys.modules])";
    for (const box of [first, second, first]) equal(await box.run(look), "[]\n");
    await sleep(3000);
    equal(await first.run(look), "[]\n");
  },

  async "a program that has to begin again begins where none has run"() {
    const text = await first.run(`import os, importlib
print(os.path.exists("begun"))
open("begun", "w").close()
print(importlib.import_module("py" + "tz").__name__)`);
    equal(text, "False\npytz\n");
  },

  async "ten runs in quick succession all begin anew"() {
    for (let i = 0; i < 10; i += 1) {
      equal(await first.run("import os\nprint(os.path.exists('mark'))\nopen('mark', 'w').close()"), "False\n");
    }
  },

  async "a long chain of elif runs or is told with its line, and the next program runs"() {
    const chain = (count) => Array.from({ length: count }, (_, i) => `elif x == ${i}:\n    print(${i})\n`).join("");
    const program = (count) => `x = ${count - 1}\nif x is None:\n    pass\n${chain(count)}`;
    equal(await first.run(program(400)), "399\n");
    matches(await first.run(program(3000)), /^2999\n$|^Error: (TooDeepError|[^]*RecursionError)/);
    equal(await first.run("print('next')"), "next\n");
  },

  async "an interpreter that a program has killed is told of, and no other program gets it"() {
    for (const deep of [`x = ${"-".repeat(5000)}1`, `x = 1${".real".repeat(9000)}`, "import ctypes\nctypes.string_at(1)"]) {
      await first.run(`${deep}\nprint("done")`);
      matches(`${first.status} ${first.text}`, /done|Error|crashed|too/);
      equal(await first.run("print('next')"), "next\n");
    }
  },

  async "a third box waits, says so, and runs when another has ended"() {
    const third = new Hand("third");
    first.start("while True: pass");
    second.start("while True: pass");
    await until(() => first.status === "Running" && second.status === "Running", () => second.status);
    third.start("print('at last')");
    await until(() => /^Waiting/.test(third.status), () => third.status);
    second.click("Stop");
    await until(() => !third.busy, () => third.status);
    equal(third.text, "at last\n");
    first.click("Stop");
    equal(await first.run("print('free')"), "free\n");
  },

  async "a box that waits can be stopped"() {
    const third = new Hand("third");
    first.start("while True: pass");
    second.start("while True: pass");
    third.start("print('never')");
    third.click("Stop");
    equal(third.status, "Stopped");
    for (const box of [first, second]) box.click("Stop");
    equal(await third.run("print('then')"), "then\n");
  },

  async "there are never more than two interpreters"() {
    for (let i = 0; i < 4; i += 1) await first.run("print(1)");
    first.start("while True: pass");
    await until(() => first.status === "Running", () => first.status);
    await sleep(2000);
    equal(counted.now, 2);
    first.click("Stop");
    equal(await first.run("print(2)"), "2\n");
    equal(counted.most, 2);
  },

  async "files are unpacked in another worker, which ends with the download"() {
    await first.run("print(3)");
    equal(counted.ever, 1);
    await until(() => counted.others === 0, () => counted.others);
  },
};
