/** That what comes later is there when a program wants it, in every browser. */

import { equal, Hand } from "./play.js";

const box = new Hand("first");

export const all = {
  async "a docstring that is not here yet is read as it is, and all is shown once"() {
    const program = 'import numpy\nprint("before", flush=True)\nprint(numpy.hanning.__doc__.split()[:3])';
    equal(await box.run(program), "before\n['Return', 'the', 'Hanning']\n");
  },
};
