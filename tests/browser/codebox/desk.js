/** What programs do in the box as they would at a desk, where browsers could differ. */

import { equal, Hand, matches } from "./play.js";

const box = new Hand("first");

/** Each pair is a program and what its output must match. */
async function all_match(pairs) {
  for (const [code, ...patterns] of pairs) {
    const text = await box.run(code);
    for (const pattern of patterns) matches(`${text}\n${box.status}`, pattern);
  }
}

const endless = (body) => `import functools, json, pickle, copy\nimport numpy as np\n${body}`;

export const all = {
  async "what calls itself without end through C code is a RecursionError with its line"() {
    const bodies = [
      "class P:\n    def __mul__(self, other): return self * other\nP() * 2",
      "class P:\n    def __format__(self, how): return f'{self}'\nformat(P())",
      "class P:\n    def __lt__(self, other): return sorted([self, other])[0] is self\nP() < P()",
      "@functools.cache\ndef f(n): return f(n + 1)\nf(0)",
      "class P:\n    def __array__(self, dtype=None, copy=None): return np.array(self)\nnp.sum(P())",
      "f = np.frompyfunc(lambda x: f(x), 1, 1)\nf([1, 2])",
      "class P:\n    def __reduce__(self): return P, (P(),)\npickle.dumps(P())",
      "class P:\n    def __hash__(self): return hash(self)\n{P(): 1}",
      "class P:\n    def __getattr__(self, name): return getattr(self, name + 'b')\nP().a",
      "class P:\n    def __iter__(self): return iter(list(self))\nlist(P())",
      "def f(x): return eval('f(x)', globals(), {'x': x})\nf(1)",
      "x = []\nfor _ in range(50_000): x = [x]\njson.dumps(x)",
    ];
    for (const body of bodies) {
      await all_match([[endless(body), /RecursionError/, /Ended by an error in line \d+/]]);
    }
  },

  async "where the engine's stack ends first, that is told with the line, and the next run is well"() {
    const deep = "pair = ()\nfor _ in range(300_000):\n    pair = (pair,)\nhash(pair)";
    await all_match([
      [deep, /RecursionError: the engine's stack has ended/, /Ended by an error in line 4/],
      ["print('well')", /^well\n/],
      [`y = 3\nx = ${"not ".repeat(2500)}y`, /RecursionError|TooDeepError/, /nested too deeply/, /in line 2/],
      [`x = ${"lambda: ".repeat(1500)}1`, /RecursionError|TooDeepError/, /in line 1/],
      [
        `x = 3\nif x == 0: pass\n${Array.from({ length: 1200 }, (_, n) => `elif x == ${n}: pass`).join("\n")}`,
        /TooDeepError/,
        /in line 2/,
      ],
      ["print('well again')", /^well again\n/],
    ]);
  },

  async "an error is told whatever its class does, and whatever a figure does"() {
    await all_match([
      ["class E(Exception):\n    def __str__(self): return 1 / 0\nraise E()", /E: <exception str\(\) failed>/, /in line 3/],
      ["class E(Exception):\n    __class__ = property(lambda s: 1 / 0)\nraise E('x')", /E: x/, /in line 3/],
      ["class E(Exception):\n    def __getattr__(self, n): raise self\nraise E('y')", /E: y/, /in line 3/],
      ["import matplotlib.pyplot as plt\nplt.title(r'$\\frac{$')", /ParseFatalException|ValueError/, /left open cannot be drawn/],
      [
        "import matplotlib.pyplot as plt\nplt.gca().xaxis.set_major_formatter(lambda x, at: 1 / 0)\nplt.plot([1]);",
        /ZeroDivisionError/,
        /in line 2/,
      ],
      [
        "import matplotlib.pyplot as plt\nplt.title(r'$\\frac{$')\nraise KeyError('mine')",
        /cannot be drawn/,
        /KeyError: 'mine'/,
        /in line 3/,
      ],
    ]);
  },

  async "every stream is CPython's own, and leads here in order"() {
    const code = `import os, sys
print("one"); sys.stdout.buffer.write(b"two\\n"); os.write(1, b"three\\n")
print("four", file=sys.__stdout__); sys.stdout.reconfigure(errors="replace"); print("\\ud800")
print(sys.stdout.name, sys.stdout.fileno(), sys.stdout.encoding, sys.argv, __file__, __name__)`;
    await all_match([
      [code, /^one\ntwo\nthree\nfour\n\?\n<stdout> 1 utf-8 \['your code'\] your code __main__\n/],
      ["print('\\ud800')", /UnicodeEncodeError/],
    ]);
  },

  async "a program ends as CPython ends it"() {
    await all_match([
      ["import sys\nprint('a')\nsys.exit(3)\nprint('b')", /^a\nError: SystemExit: 3/, /exit status 3/, /in line 3/],
      ["import sys; sys.exit()", /^\nFinished/],
      ["import atexit\natexit.register(print, 'late')\nprint('early')", /^early\nlate\n/],
      ["class A:\n    def __del__(self): print('gone')\na = A()\nprint('here')", /^here\ngone\n/],
      ["import sys\nsys.excepthook = lambda *a: print('hook', a[1], file=sys.stderr)\n1 / 0", /Error: hook division by zero\n/, /in line 3/],
      ["import os\nprint('x')\nos._exit(2)", /^x\n/, /exit status 2/],
    ]);
  },

  async "sources can be asked for, and help helps"() {
    const code = `import inspect
class Shape:
    """A shape."""
    side = 2
print(inspect.getsource(Shape).count("\\n"), open(__file__).readline().strip())
help(Shape)`;
    await all_match([[code, /^3 import inspect\n/, /Help on class Shape/, /side = 2/]]);
  },

  async "lines are counted as Python counts them"() {
    const odd = 'a = "x\\x0cy\\u2028z\\x85\\x0b"\n\x0c# page\u2028\nraise ValueError(a)';
    await all_match([
      [odd, / {4}raise ValueError\(a\)/, /in line 3/],
      ["\ufeffx = 1\r\ny = 2\r1 / 0", / {4}1 \/ 0/, /in line 3/],
      ["x = 1\nreturn x", / {4}return x\n {4}\^+/, /'return' outside function/, /in line 2/],
      ["def f():\n    x = 1\n    global x", / {4}global x\n/, /assigned to before global/, /in line 3/],
      ["x = 'a'\ny = '\0'", /null bytes/, /in line 2/],
    ]);
  },

  async "every loop of asyncio runs, and a forgotten await names its line"() {
    const code = `import asyncio
async def f(x):
    await asyncio.sleep(0.001)
    return x
loop = asyncio.new_event_loop()
print(loop.run_until_complete(f(1)), asyncio.run(f(2)), asyncio.Runner().run(f(3)))
async def main():
    async with asyncio.TaskGroup() as group:
        t = group.create_task(f(4))
    f(5)
    print(t.result(), await asyncio.wait_for(f(6), 1))
asyncio.run(main())`;
    await all_match([
      [code, /1 2 3\n/, /your code:10: RuntimeWarning: coroutine 'f' was never awaited\n {2}f\(5\)/, /4 6\n/],
      ["import asyncio\nawait asyncio.sleep(0)\nasyncio.run(asyncio.sleep(0))", /cannot be called from a running/, /await the coroutine/],
    ]);
  },

  async "a value has a picture if its type has one"() {
    await all_match([
      ["class D(dict):\n    def __getattr__(self, name): return self[name]\nD(a=1)", /\{'a': 1\}/, /Finished/],
      ["from unittest.mock import Mock\nMock(name='m')", /<Mock name='m'/, /Finished/],
      ["x = [1]\nx.pop();  # quiet", /^\nFinished/],
    ]);
  },

  async "fonts and dates are drawn without a warning"() {
    const code = `import datetime, matplotlib.pyplot as plt
plt.rcParams["font.family"] = "serif"
fig, ax = plt.subplots()
ax.set_title("Serif $x^2$"); ax.text(0, 0, "code", family="monospace", weight="bold")
ax.plot([datetime.date(2024, 1, n) for n in range(1, 20)], range(19))
fig.show()`;
    const text = await box.run(code);
    equal(text.includes("Standard error"), false);
    equal(box.log.querySelectorAll("img").length, 1);
  },

  async "NumPy's singular matrices are errors, and narrow integers are told"() {
    await all_match([
      ["import numpy as np\nnp.linalg.inv(np.ones((3, 3)))", /LinAlgError: Singular matrix/, /in line 2/],
      ["import numpy as np\nnp.linalg.cholesky(-np.eye(2))", /LinAlgError: Matrix is not positive definite/],
      ["import numpy as np\nnp.arange(3) + 2**40", /OverflowError/, /32 bits in this box/],
    ]);
  },

  async "what is not of this place has one true sentence"() {
    await all_match([
      ["import sqlite3", /Python has sqlite3, but this box/],
      ["import lzma", /use zlib or gzip/],
      ["import tkinter", /draw with matplotlib/],
      ["import multiprocessing\nmultiprocessing.Pool(2)", /no other process|No other process/],
      ["from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor().submit(print)", /No thread can start/],
      ["import subprocess\nsubprocess.run(['ls'])", /No other process/],
      ["import numpy as np\nnp.loadtxt('https://example.org/a.csv')", /There is no network/],
      ["import socket\nsocket.create_connection(('example.org', 80))", /There is no network/],
      ["open('mine.csv')", /files of your computer/],
      [">>> print(1)\n1", /remove >>>/],
      ["```python\nprint(1)\n```", /remove the lines of ```/],
      ["!pip install x", /Nothing can be installed/],
      ["print 'x'", /This is Python 2/],
      ["for i in xrange(2): pass", /write range/],
    ]);
  },

  // The last: all later runs of this page lack nothing.
  async "a program that wants what comes later runs again, and shows all once"() {
    await all_match([
      [
        "print('before')\nimport importlib, stat\nprint(importlib.reload(stat).S_ISDIR(0o40000))",
        /^before\nTrue\n/,
      ],
      ["print('日本'.encode('euc_jp'), '中文'.encode('gb18030'))", /^b'\\xc6\\xfc\\xcb\\xdc' b'\\xd6/],
      ["import os\nprint(sorted(os.path.split('a/b')))", /^\['a', 'b'\]\n/],
    ]);
  },
};
