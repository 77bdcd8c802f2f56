/** A page without a connection, in every browser. */

import { equal, Hand, matches, until } from "./play.js";

const first = new Hand("first");

export const all = {
  async "the first Retry works once the connection is back"() {
    await fetch("set/offline");
    await first.run("print('here')");
    matches(first.status, /did not arrive\. Is there a connection\?/);
    await fetch("set/none");
    first.click("Retry");
    await until(() => !first.busy, () => first.status);
    equal(`${first.status} ${first.text}`.replace(/^Finished in \S+ s/, ""), " here\n");
  },

  async "a box that has run needs no connection any more"() {
    await fetch("set/offline");
    for (let i = 0; i < 3; i += 1) equal(await first.run(`print(${i})`), `${i}\n`);
    await first.run("import matplotlib");
    matches(first.status, /did not arrive\. Is there a connection\?/);
    await fetch("set/none");
    first.click("Retry");
    await until(() => !first.busy, () => first.status);
    matches(first.status, /^Finished/);
  },
};
