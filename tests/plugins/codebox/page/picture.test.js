import assert from "node:assert/strict";
import test from "node:test";

import { paletteOf, themed } from "../../../../plugins/pelican/plugins/codebox/page/picture.js";

const page = (colors) => (name) => colors[name] ?? "";

test("the page's ink becomes the colour that currentColor stands for", () => {
  const svg = themed('<?xml version="1.0"?><svg width="1"><path/></svg>', page({ ink: "#eee" }));
  assert.equal(svg, '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="1"><style>:root{color:#eee}</style><path/></svg>');
});

test("variables in a drawing have the page's values", () => {
  const svg = themed('<svg><path fill="var(--color-adam, #b3261e)"/></svg>', page({ adam: "#ff8a7a" }));
  assert.match(svg, /<style>:root\{--color-adam:#ff8a7a\}<\/style>/);
});

test("colours of the page's own figures become what they are now", () => {
  const names = paletteOf('<path style="stroke: var(--color-adam, #B3261E)"/>');
  const svg = themed('<svg><g style="stroke: #b3261e; fill: #123456"/></svg>', page({ adam: "#ff8a7a" }), names);
  assert.match(svg, /stroke: #ff8a7a; fill: #123456/);
});

test("ids that look like colours are left alone", () => {
  const names = new Map([["#abcdef", "adam"]]);
  const svg = themed('<svg><use href="#abcdef"/></svg>', page({ adam: "#000000" }), names);
  assert.match(svg, /href="#abcdef"/);
});

test("a page's colour that could end the rule is not used", () => {
  const svg = themed("<svg></svg>", page({ ink: "red}</style><script>" }));
  assert.match(svg, /<style>:root\{\}<\/style>/);
});

test("a drawing gets the namespaces that only a page does without", () => {
  const svg = themed('\n <!-- <svg> --><svg a=">"><use xlink:href="#a"/></svg>', page({}));
  assert.match(svg, /^<!-- <svg> --><svg xmlns="http:\/\/www.w3.org\/2000\/svg" xmlns:xlink="[^"]+" a=">"><style>/);
  assert.equal(themed('<svg xmlns="x"/>', page({ ink: "red" })), '<svg xmlns="x"/>');
});

test("a drawing of a million bits is themed in a time that grows with its length", () => {
  for (const bit of ["<svg ", "fill:", "fill: ", 'color="', "var(--color-", "var(--color-a, "]) {
    themed(`<svg>${bit.repeat(1_400_000 / bit.length)}`, page({}));
    themed(bit.repeat(1_400_000 / bit.length), page({}));
  }
});

test("the page is asked for a colour once, and for few", () => {
  let asked = 0;
  const names = Array.from({ length: 400 }, (_, at) => `<a fill="var(--color-n${at})" stroke="#b3261e"/>`);
  themed(`<svg>${names.join("")}</svg>`, () => ((asked += 1), "red"), new Map([["#b3261e", "adam"]]));
  assert.ok(asked <= 52, `${asked}`);
});
