import assert from "node:assert/strict";
import test from "node:test";

import { unpacked } from "../../../../plugins/pelican/plugins/codebox/engine/frames.js";
import * as LIMITS from "../../../../plugins/pelican/plugins/codebox/engine/limits.js";
import { inspected } from "../../../../plugins/pelican/plugins/codebox/engine/pictures.js";
import { rasterSize } from "../../../../plugins/pelican/plugins/codebox/engine/raster.js";

const big = (value) => [24, 16, 8, 0].map((bits) => (value >>> bits) & 255);
const png = (width, height) =>
  Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, ...big(width), ...big(height), ...Array(20).fill(0)]);

function packed(facts, ...frames) {
  const header = new TextEncoder().encode(JSON.stringify(facts));
  return Uint8Array.from([...big(header.length).reverse(), ...header, ...frames.flatMap((frame) => [...frame])]);
}

test("a picture that fits is measured", () => {
  assert.deepEqual(inspected({ kind: "png", data: png(30, 20), alt: "dots" }), { alt: "dots", pixels: 600, cost: 0 });
  assert.equal(inspected({ kind: "svg", data: "<svg/>", alt: "" }).alt, "A picture");
});

for (const [what, kind, data, words] of [
  ["a PNG that unpacks to gigabytes", "png", png(60_000, 60_000), /60,000 × 60,000 pixels, and the box shows up to about 5,000 × 5,000/],
  ["a PNG that is too long by one side", "png", png(30_000, 2), /30,000 × 2/],
  ["a PNG of no size", "png", png(0, 9), /no size \(0 × 9/],
  ["bytes that are no PNG", "png", Uint8Array.of(1, 2, 3), /not a PNG's/],
  ["an SVG too long", "svg", " ".repeat(LIMITS.SVG + 1), /1,500,001 characters/],
  ["an SVG too wide", "svg", "<svg width='1e9'/>", /1,000,000,000 ×/],
  ["an SVG in bytes", "svg", Uint8Array.of(1), /not text/],
  ["a kind that there is not", "html", "x", /html is no kind/],
  ["a kind that every object has", "constructor", "x", /constructor is no kind/],
  ["frames without sizes", "frames", packed({ interval: 9 }), /cannot be read/],
  ["frames that are too large", "frames", packed({ interval: 9, sizes: [44] }, png(9_000, 9_000)), /9,000 × 9,000/],
]) {
  test(`told in one sentence: ${what}`, () => {
    const { problem } = inspected({ kind, data, alt: "a" });
    assert.match(problem, /^A picture is not shown: .*\.$/);
    assert.match(problem, words);
  });
}

test("a long alternative text is cut", () => {
  const { alt } = inspected({ kind: "svg", data: "<svg/>", alt: "w".repeat(1e7) });
  assert.equal(alt.length, LIMITS.ALT + 1);
});

test("frames are taken apart as they were packed", () => {
  const found = unpacked(packed({ interval: 5, repeat: true, note: "n", sizes: [44, 44] }, png(1, 2), png(3, 4)));
  assert.deepEqual([found.interval, found.repeat, found.note, found.frames.length], [20, true, "n", 2]);
  assert.deepEqual(rasterSize(found.frames[1]), { width: 3, height: 4 });
  assert.equal(unpacked(packed({ interval: 5, sizes: [44, 45] }, png(1, 2), png(3, 4))), null);
  assert.equal(unpacked(Uint8Array.of(1)), null);
});

test("sizes of GIF and JPEG are read from their headers", () => {
  const gif = Uint8Array.from([..."GIF89a"].map((letter) => letter.charCodeAt(0)).concat([10, 1, 20, 0]));
  assert.deepEqual(rasterSize(gif), { width: 266, height: 20 });
  const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 1, 0, 2, 0, 3, 0, 0, 0, 0);
  assert.deepEqual(rasterSize(jpeg), { width: 512, height: 256 });
  assert.equal(rasterSize(Uint8Array.of(1, 2)), null);
});
