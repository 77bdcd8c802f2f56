/** Check: a reader's rule is judged by the article's checker, in every browser. */

import { equal, Hand, matches, until } from "./play.js";

const box = new Hand("write");

const LINES = {
  m: "m = beta1 * m + (1 - beta1) * g",
  v: "v = beta2 * v + (1 - beta2) * g**2",
  mhat: "mhat = m / (1 - beta1**t)",
  vhat: "vhat = v / (1 - beta2**t)",
  theta: "theta = theta - lr * mhat / (np.sqrt(vhat) + eps)",
};

/** Adam as a function, with other lines in the place of some. */
const adam = (other = {}) => `import numpy as np

def step(theta, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    ${Object.values({ ...LINES, ...other }).join("\n    ")}
    return theta, m, v`;

/** What Check says of `code`. */
async function judged(code, hand = box) {
  hand.write(code);
  hand.click("Check");
  await until(() => !hand.busy, () => `still ${hand.status}`);
  return hand.status;
}

const solved = (hand = box) => hand.root.hasAttribute("data-solved");

const SLIPS = {
  "no correction": [{ mhat: "mhat = m", vhat: "vhat = v" }, /Neither average is corrected/],
  "only one correction": [{ vhat: "vhat = v" }, /Only m is corrected/],
  "epsilon within the root": [{ theta: "theta = theta - lr * mhat / np.sqrt(vhat + eps)" }, /within the root/],
  "no root": [{ theta: "theta = theta - lr * mhat / (vhat + eps)" }, /root is missing/],
  "the gradient for its square": [{ v: "v = beta2 * v + (1 - beta2) * g" }, /not its square/],
  "a weight forgotten": [{ m: "m = beta1 * m + g" }, /m lacks its weight/],
  "betas exchanged in the correction": [{ mhat: "mhat = m / (1 - beta2**t)" }, /has the wrong beta/],
  "plus for minus": [{ theta: "theta = theta + lr * mhat / (np.sqrt(vhat) + eps)" }, /uphill/],
  "theta changed in place": [{ theta: "theta -= lr * mhat / (np.sqrt(vhat) + eps)" }, /changes the theta/],
};

export const all = {
  async "each slip is named"() {
    for (const [lines, wanted] of Object.values(SLIPS)) {
      matches(await judged(adam(lines)), wanted);
      equal(solved(), false);
    }
  },

  async "the sentence comes with its line, numbers and two paths"() {
    await judged(adam({ v: "v = beta2 * v + (1 - beta2) * g" }));
    matches(box.text, /not its square[^]*Line 5[^]*step[^]*Adam x/);
    await until(() => box.log.querySelector("img")?.complete);
    matches(box.log.querySelector("img").alt, /On the ravine your path leaves Adam's at step 1/);
    box.click("Line 5");
    equal(box.root.contains(document.activeElement), true);
  },

  async "a right rule is solved, until it is forgotten"() {
    matches(await judged(adam()), /^Right/);
    equal(solved(), true);
    matches(box.root.textContent, /You have solved this/);
    box.click("Forget");
    equal(solved(), false);
    equal(document.activeElement.textContent, "Check");
  },

  async "an error in the program is told as in any run, and nothing is judged"() {
    await judged("1 / 0");
    matches(box.text, /ZeroDivisionError/);
    equal(box.log.querySelector(".codebox-verdict"), null);
  },

  async "a rule that never ends can be stopped"() {
    box.write("def step(theta, g, m, v, t):\n    while True:\n        pass");
    box.click("Check");
    await until(() => box.status === "Running");
    box.click("Stop");
    equal(box.status, "Stopped");
    matches(await judged(adam()), /^Right/);
    box.click("Forget");
  },

  async "patches of the checker, the library and NumPy change no verdict"() {
    const patches = `import adamcore, adamcore.practice.diagnosis as d, builtins, numpy as np
d.diagnose = adamcore.practice.diagnose = lambda *_: d.Report(True, "Right: patched")
d.parting = d.close = lambda *_: 0
np.abs = np.isnan = lambda *_: False
adamcore.Adam.step = lambda *_: None
builtins.abs = builtins.all = lambda *_: True
`;
    matches(await judged(patches + adam({ v: "v = beta2 * v + (1 - beta2) * g" })), /not its square/);
    equal(solved(), false);
  },

  async "a checker that fails is the article's fault"() {
    for (const name of ["faulty", "absent"]) {
      matches(await judged("x = 1", new Hand(name)), /this article's fault and not yours/);
    }
  },

  async "Run judges nothing"() {
    await box.run(adam({ m: "m = g" }));
    matches(box.status, /^Finished/);
    equal(box.log.querySelector(".codebox-verdict"), null);
  },
};
