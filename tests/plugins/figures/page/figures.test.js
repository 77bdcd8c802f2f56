import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { enliven } from "../../../../plugins/pelican/plugins/figures/page/figures.js";

const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
});

/** A drawing that is there at once, in one form. */
const drawn = { place: async () => {}, follow: () => {} };
const figure = () => ({ dataset: { script: "assets/mgf-1.js", json: "figures/mgf-1.json" } });

test("a figure's script gets the figure and its data, both from the site's root", async () => {
  globalThis.fetch = async (address) => Response.json({ address });
  const calls = [];
  const root = figure();
  const loaded = [];
  await enliven(root, drawn, async (address) => {
    loaded.push(address);
    return { live: (...given) => calls.push(given) };
  });
  const [[given, { address }]] = calls;
  assert.equal(given, root);
  assert.match(loaded[0], /^file:.*\/assets\/mgf-1\.js$/);
  assert.equal(address, loaded[0].replace("assets/mgf-1.js", "figures/mgf-1.json"));
  assert.ok("live" in root.dataset);
});

test("without its data a figure stays still, and the reason names the address", async () => {
  globalThis.fetch = async () => new Response("", { status: 404 });
  const root = figure();
  const live = () => assert.fail("called without data");
  await assert.rejects(enliven(root, drawn, async () => ({ live })), /figures\/mgf-1\.json: 404/);
  assert.ok(!("live" in root.dataset));
});

test("in a window of another width another picture takes the state of the first", async () => {
  globalThis.fetch = async () => Response.json({});
  globalThis.document = { activeElement: null };
  const said = [];
  const place = async () => void said.push("placed");
  const root = { ...figure(), querySelectorAll: () => [] };
  let turn;
  const follow = (draw) => (turn = draw);
  const live = () => ({
    state: { beta1: 0.5 },
    set: (state) => said.push(state),
    end: () => said.push("ended"),
  });
  await enliven(root, { place, follow }, async () => ({ live }));
  await turn();
  delete globalThis.document;
  assert.deepEqual(said, ["placed", "placed", "ended", { beta1: 0.5 }]);
});
