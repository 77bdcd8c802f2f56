/** What a code box does, in every browser. Each behaviour throws when the box does otherwise. */

import { equal, Hand, matches, record, until } from "./play.js";

const first = new Hand("first");

export const all = {
  async "the size of the download is told before the first run"() {
    matches(first.status, /^The first run downloads \d+\.\d MB\.$/);
    equal(first.text, "Output will appear here after running the code");
  },

  async "states are told in words on the way to the output"() {
    const told = record(first);
    matches(await first.run("import numpy as np\nprint(np.arange(4).sum())"), /^6\n$/);
    const words = told.join("|");
    for (const state of [/Loading Python: \d+\.\d of \d+\.\d MB/, /Starting Python/, /Running/]) matches(words, state);
    matches(first.status, /^Finished in [\d.]+ s$/);
  },

  async "stdout, stderr and the last value are told apart by words"() {
    const text = await first.run("import sys\nprint('a')\nprint('b', file=sys.stderr)\n40 + 2");
    equal(text, "a\nStandard error: b\nValue of the last expression: 42");
  },

  async "output comes as it is printed"() {
    first.start("import time\nprint('early')\ntime.sleep(1.5)\nprint('late')");
    await until(() => first.text.includes("early"), () => first.status);
    equal(first.text.includes("late"), false);
    await until(() => !first.busy);
    equal(first.text, "early\nlate\n");
  },

  async "text is never markup"() {
    const text = await first.run("print('<img src=x onerror=alert(1)><b>bold</b>')\n'<i>'");
    matches(text, /<b>bold<\/b>/);
    equal(first.log.querySelector("b, i, img"), null);
  },

  async "an error shows where it happened, without frames of the machinery"() {
    const text = await first.run("def f(x):\n    return 1 / x\n\nf(0)");
    matches(text, /^Error: Traceback .*\n {2}File "your code", line 4, in <module>/);
    matches(text, /ZeroDivisionError: division by zero$/);
    equal(/pyodide|codebox/.test(text), false);
    equal(first.status, "Ended by an error in line 2");
  },

  async "line N leads to the line, which is marked"() {
    await first.run("x = 1\n\nraise ValueError('no')");
    await until(() => first.root.querySelector(".codebox-marked"), () => "no marked line");
    matches(first.root.querySelector(".codebox-marked").textContent, /raise/);
    first.click("line 3");
    await until(() => first.root.querySelector(".cm-focused"), () => "no focus");
    matches(getSelection().anchorNode.parentElement.closest(".cm-line").textContent, /raise/);
  },

  async "a syntax error names its line"() {
    matches(await first.run("x = 1\nfor i in range(3)\n    pass"), /line 2[^]*expected ':'/);
    equal(first.status, "Ended by an error in line 2");
  },

  async "each run starts from clean names"() {
    await first.run("kept = 1\nimport builtins\nbuiltins.print = None");
    matches(await first.run("print('kept' in dir())"), /False/);
  },

  async "what cannot work here says what to do instead"() {
    matches(await first.run("import pandas"), /pandas is not in this box; .*numpy/);
    matches(await first.run("input('name? ')"), /give the value in the code/);
    matches(await first.run("def f(): return f()\nf()"), /a case that ends/);
    matches(await first.run("import numpy as np\nnp.ones(400_000_000)"), /smaller arrays/);
    const download = "from urllib.request import urlopen\nurlopen('http://example.org')";
    matches(await first.run(download), /no network in this box/);
  },

  async "an import that the program handles itself is left to it"() {
    const told = record(first);
    const text = await first.run("try: __import__('pytz')\nexcept ImportError: print('handled')");
    equal(text, "handled\n");
    equal(/Loading/.test(told.join("|")), false);
  },

  async "what only a run shows to be missing is fetched, and the program runs once more"() {
    const told = record(first);
    const text = await first.run(`print("begun")
import importlib
import numpy as np
getattr(np, "ran" + "dom").default_rng(0)
plt = importlib.import_module("matplotlib.pyplot")
plt.plot([1, 2]);`);
    equal(text.split("begun").length, 2);
    equal(first.log.querySelectorAll("img").length, 1);
    matches(told.join("|"), /Running.*Loading numpy.random.*Running.*Loading matplotlib.*Running/);
    matches(first.status, /^Finished/);
  },

  async "an encoding that is not here yet is fetched"() {
    equal(await first.run("print('€'.encode('cp' + '1252'))"), "b'\\x80'\n");
  },

  async "a program that goes on missing a module runs once more and no further"() {
    const text = await first.run("raise ModuleNotFoundError('gone', name='pytz')");
    matches(text, /ModuleNotFoundError: gone/);
  },

  async "NumPy works inside the cage"() {
    const code = `import numpy as np
rng = np.random.default_rng(0)
a = rng.normal(size=(4, 4))
print(np.allclose(np.linalg.inv(a) @ a, np.eye(4)), np.abs(np.fft.ifft(np.fft.fft(a[0])) - a[0]).max() < 1e-12)
np.polynomial.Polynomial([1, 2])(3)`;
    equal(await first.run(code), "True True\nValue of the last expression: np.float64(7.0)");
  },

  async "adamcore can be imported"() {
    matches(await first.run("from adamcore import Adam\nAdam(lr=0.5)"), /Adam\(lr=0\.5/);
  },

  async "Stop while an interpreter starts"() {
    const second = new Hand("second");
    second.start("print('never')");
    second.click("Stop");
    equal(second.status, "Stopped");
    equal(await second.run("print('then')"), "then\n");
  },

  async "long output is cut to its end, and says so"() {
    const text = await first.run("for i in range(30000): print(i)");
    matches(text, /^Earlier output is gone/);
    matches(text, /\n29999\n$/);
    const lines = text.split("\n").length;
    if (lines > 10_002) throw new Error(`${lines} lines`);
  },

  async "matplotlib's figures are pictures with alternative text, in order"() {
    await first.run(`import matplotlib.pyplot as plt
plt.plot([1, 2, 4], label="doubling"); plt.title("Growth"); plt.show()
print("between")
plt.figure(); plt.plot([3, 2, 1]); plt.title("Decline");`);
    await until(() => [...first.log.querySelectorAll("img")].every((image) => image.complete));
    const images = [...first.log.querySelectorAll("img")];
    equal(images.length, 2);
    matches(images[0].alt, /Growth.*1 line/);
    matches(images[1].alt, /Decline/);
    for (const image of images) {
      if (!image.naturalWidth) throw new Error("an image that does not load");
      if (image.width > first.log.clientWidth) throw new Error("wider than the column");
    }
    matches([...first.log.children].map((child) => child.tagName).join(), /^FIGURE,DIV,FIGURE$/);
  },

  async "a program that tampers with JavaScript cannot silence the box"() {
    const code = `import js
from pyodide.ffi import create_proxy
try:
    js.MessagePort.prototype.postMessage = create_proxy(lambda *_: None)
finally:
    print("still heard")`;
    matches(await first.run(code), /still heard/);
    equal((await first.run("print('and after')")).trim(), "and after");
  },

  async "a worker that dies is told, and Retry runs again"() {
    first.start("import ctypes\nctypes.string_at(1 << 31)");
    await until(() => !first.busy, () => first.status);
    if (/^It did not work/.test(first.status)) first.click("Retry");
    await until(() => !first.busy, () => first.status);
    equal((await first.run("print('alive')")).trim(), "alive");
  },

  async "Reset brings the original back, and can be undone"() {
    first.write("mine = 1");
    first.click("Reset");
    matches(first.code, /^import numpy as np/);
    first.click("Undo");
    equal(first.code, "mine = 1");
    first.click("Reset");
  },

  async "a runtime that is not there is told, with Retry"() {
    const box = new Hand("missing");
    await box.run("print('here')");
    matches(box.status, /^It did not work: .* is not on the server\.$/);
    box.button("Retry");
  },

  async "a download that is cut is told, with Retry"() {
    const box = new Hand("cut");
    await box.run("print('here')");
    matches(box.status, /^It did not work: .*(arrived damaged|did not arrive)/);
    box.button("Retry");
  },

  async "a damaged file is told, with Retry"() {
    const box = new Hand("wrong");
    await box.run("print('here')");
    matches(box.status, /^It did not work: .*(arrived damaged|cannot run)/);
    box.button("Retry");
  },

  async "Retry works when the failure has passed"() {
    const box = new Hand("flaky");
    await box.run("print('here')");
    matches(box.status, /^It did not work/);
    box.click("Retry");
    await until(() => !box.busy, () => box.status);
    equal(box.text, "here\n");
  },
};
