/** A script of the page that arrives damaged, in every browser. */

import { Hand, matches } from "./play.js";

const first = new Hand("first");

export const all = {
  async "a damaged script is told, with Reload"() {
    await fetch("set/damaged");
    await first.run("print('never')");
    matches(first.status, /a part of this page is damaged. Reload the page; your code is kept/);
    first.button("Reload");
    await fetch("set/none");
  },
};
