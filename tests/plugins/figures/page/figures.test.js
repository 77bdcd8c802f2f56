import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { enliven } from "../../../../plugins/pelican/plugins/figures/page/figures.js";

const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
});

const figure = () => ({ dataset: { script: "assets/mgf-1.js", json: "figures/mgf-1.json" } });

test("a figure's script gets the figure and its data, both from the site's root", async () => {
  globalThis.fetch = async (address) => Response.json({ address });
  const calls = [];
  const root = figure();
  const loaded = [];
  await enliven(root, async (address) => {
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
  await assert.rejects(enliven(root, async () => ({ live })), /figures\/mgf-1\.json: 404/);
  assert.ok(!("live" in root.dataset));
});
