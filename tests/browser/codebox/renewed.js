/** A site that is renewed under an open page in which a program has run, in every browser. */

import { equal, Hand, matches } from "./play.js";

const first = new Hand("first");

export const all = {
  async "what has run once runs on, whatever the server has now"() {
    equal(await first.run("print('before')"), "before\n");
    await fetch("set/renewed");
    for (let i = 0; i < 4; i += 1) equal(await first.run(`print(${i})`), `${i}\n`);
  },

  async "what is gone from the server is told as a page that has been renewed, with Reload"() {
    await first.run("import matplotlib");
    matches(first.status, /this page has been renewed. Reload it; your code is kept/);
    first.button("Reload");
    equal(await first.run("print('still')"), "still\n");
    await fetch("set/none");
  },
};
