/** That programs are stopped at once, in every browser; `bench.codebox_use` says how soon. */

import { equal, Hand, matches, record, sleep, until } from "./play.js";

const first = new Hand("first");
const ENDLESS = "while True: pass";
const FLOOD = "while True: print('flood')";
const INSIDE_NUMPY = "import numpy as np\na = np.ones((3000, 3000))\nwhile True: a @ a";

/** Stops `code` when it runs. */
async function stop(code, rest = 700) {
  first.start(`print("flood: begun")\n${code}`);
  await until(() => first.text.includes("flood"), () => first.status);
  await sleep(rest);
  first.click("Stop");
  await until(() => first.status === "Stopped", () => first.status, 5000);
}

async function stopped(code) {
  await stop(code);
  matches(first.text, /flood/);
  equal((await first.run("print('next')")).trim(), "next");
}

export const all = {
  async "Stop ends an endless loop, and the next run finds a warm interpreter"() {
    await stopped(ENDLESS);
    // The spare becomes warm while a program runs; a busy machine needs more than one for that.
    let cold = true;
    for (let tries = 0; cold && tries < 8; tries += 1) {
      await stop(ENDLESS, 8000);
      const told = record(first);
      await first.run("print('warm')");
      cold = /Loading|Starting/.test(told.join("|"));
    }
    equal(cold, false);
  },

  async "Stop ends a flood of prints"() {
    await stopped(FLOOD);
  },

  async "Stop ends a computation inside NumPy"() {
    await stopped(INSIDE_NUMPY);
  },

  async "Stop ends a program that catches everything"() {
    await stopped("while True:\n    try:\n        while True: pass\n    except BaseException: pass");
  },
};
