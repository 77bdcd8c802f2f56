import assert from "node:assert/strict";
import test from "node:test";

import { gidOf } from "../../../../plugins/pelican/plugins/names/page/symbols.js";

test("the lines of a symbol are called as its TeX is read", () => {
  const told = { "m_t": "m", "\\hat m_t": "mhat", "\\hat{v}_t": "vhat", "\\beta_1": "beta1", "\\eta": "eta", "\\theta_{t-1}": "theta" };
  for (const [tex, gid] of Object.entries(told)) assert.equal(gidOf(tex), gid, tex);
});
