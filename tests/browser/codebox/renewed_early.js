/** A site that is renewed before anybody has touched the box, in every browser. */

import { equal, Hand, matches } from "./play.js";

const first = new Hand("first");

export const all = {
  async "a page whose scripts are gone says that it has been renewed, each time, with Reload"() {
    await fetch("set/renewed");
    for (let i = 0; i < 2; i += 1) {
      await first.run("print('never')");
      matches(first.status, /this page has been renewed. Reload it; your code is kept/);
      first.button("Reload");
    }
    equal(first.code, "print('never')");
    await fetch("set/none");
  },
};
