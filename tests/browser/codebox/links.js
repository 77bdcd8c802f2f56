/** Code that comes with a link, in every browser. */

import { equal, Hand, matches, sleep, until } from "./play.js";

const first = new Hand("first");

/** Has `code` come by a link. */
async function link(code) {
  location.hash = "";
  await sleep(100);
  first.write(code);
  first.click("Share");
  await until(() => location.hash.startsWith("#code=first."), () => first.status);
  const { hash } = location;
  first.click("Reset");
  location.hash = "";
  await sleep(100);
  location.hash = hash;
  await until(() => first.status.includes("came with the link"), () => first.status);
}

/** The first box sets math.pi to 3; no other run may see that, in whichever interpreter. */
async function apart() {
  first.click("Run");
  await until(() => !first.busy, () => first.status);
  equal(first.text, "3\n");
  const second = new Hand("second");
  for (let i = 0; i < 4; i++) matches(await second.run("import math\nprint(math.pi)"), /^3\.14/);
}

export const all = {
  async "a shared link shows its code with a notice and does not run it"() {
    await link("print('from a link')");
    matches(first.status, /has not been run/);
    equal(first.text.includes("from a link"), false);
    first.click("Put back what was here");
    matches(first.code, /^import numpy as np/);
  },

  async "code from a link keeps to itself, also when it was put back"() {
    await link("import math\nmath.pi = 3\nprint(math.pi)");
    first.click("Reset");
    first.click("Undo");
    matches(first.status, /link’s code is back/);
    await apart();
    first.write("print('from a figure')");
    first.click("Put back what was here");
    await apart();
    first.click("Reset");
  },

  async "a damaged link says so"() {
    location.hash = "#code=first.eJwrzczzsays";
    await until(() => /link is damaged/.test(first.status), () => first.status);
    matches(first.code, /^import numpy as np/);
  },
};
