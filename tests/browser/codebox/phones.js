/** Where there is little memory, in every browser: a phone has no pointer that hovers. */

import { equal, Hand, sleep, until } from "./play.js";

const { matchMedia, Worker } = window;
window.matchMedia = (query) =>
  query.includes("hover") ? { matches: false, addEventListener() {} } : matchMedia.call(window, query);

const live = new Set();
let most = 0;
window.Worker = class extends Worker {
  constructor(...args) {
    super(...args);
    if (args[1].name === "Python") live.add(this);
    most = Math.max(most, live.size);
  }
  terminate() {
    super.terminate();
    live.delete(this);
  }
};

const first = new Hand("first");
const second = new Hand("second");

export const all = {
  async "a phone has one interpreter at a time, and every program begins anew"() {
    for (let i = 0; i < 3; i += 1) {
      equal(await first.run("import os\nprint(os.path.exists('mark'))\nopen('mark', 'w').close()"), "False\n");
    }
    await first.run("import matplotlib.pyplot\nprint(1)");
    equal(await first.run("import sys\nprint('matplotlib' in sys.modules)"), "False\n");
    await sleep(2000);
    equal(most, 1);
  },

  async "on a phone a second box waits for the first"() {
    first.start("while True: pass");
    await until(() => first.status === "Running", () => first.status);
    second.start("print('then')");
    await until(() => /^Waiting/.test(second.status), () => second.status);
    first.click("Stop");
    await until(() => !second.busy, () => second.status);
    equal(second.text, "then\n");
    equal(most, 1);
  },
};
