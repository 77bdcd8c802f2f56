import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { enliven } from "../../../theme/static/js/figures.js";

const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
});

const figure = () => ({ dataset: { figure: "mgf", json: "figures/mgf-1.json" } });

test("a figure's script gets the figure and its data", async () => {
  globalThis.fetch = async (address) => Response.json({ address });
  const calls = [];
  const root = figure();
  await enliven(root, async () => ({ live: (...given) => calls.push(given) }));
  assert.deepEqual(calls, [[root, { address: "figures/mgf-1.json" }]]);
  assert.ok("live" in root.dataset);
});

test("without its data a figure stays still, and the reason names the address", async () => {
  globalThis.fetch = async () => new Response("", { status: 404 });
  const root = figure();
  const live = () => assert.fail("called without data");
  await assert.rejects(enliven(root, async () => ({ live })), /figures\/mgf-1\.json: 404/);
  assert.ok(!("live" in root.dataset));
});
