/** Servers that fail, in every browser. Each box here has a runtime of its own with one fault. */

import { equal, Hand, matches, record, sleep, until } from "./play.js";

export const all = {
  async "an error of the server is told as such, with Retry"() {
    const box = new Hand("error");
    await box.run("print('here')");
    matches(box.status, /HTTP 500/);
    equal(/not on the server/.test(box.status), false);
    box.button("Retry");
  },

  async "a server that says nothing more is told of, and the program runs when it goes on"() {
    const box = new Hand("halting");
    const told = record(box);
    await box.run("print('here')");
    equal(box.text, "here\n");
    matches(told.join("|"), /nothing for 10 seconds; \d\.\d of \d\.\d MB are here.*Loading.*Finished/);
  },

  async "Retry asks anew for what does not come"() {
    const box = new Hand("stuck");
    box.start("print('here')");
    await until(() => /nothing for 10 seconds; \d/.test(box.status), () => box.status);
    box.click("Retry");
    await until(() => !box.busy, () => box.status, 15_000);
    equal(box.text, "here\n");
  },

  async "Stop in a slow download says Stopped, and the next run has it all"() {
    const box = new Hand("slow");
    box.start("print('never')");
    await until(() => /\d\.\d of/.test(box.status), () => box.status);
    box.click("Stop");
    equal(box.status, "Stopped");
    await sleep(500);
    equal(box.status, "Stopped");
    equal(await box.run("print('then')"), "then\n");
  },

  async "Stop before anything has come says Stopped"() {
    const box = new Hand("slow");
    box.root.dispatchEvent(new Event("pointerdown"));
    box.click("Run");
    box.click("Stop");
    await sleep(500);
    equal(box.status, "Stopped");
  },
};
