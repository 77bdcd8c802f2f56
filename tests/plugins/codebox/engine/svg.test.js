import assert from "node:assert/strict";
import test from "node:test";

import { COST } from "../../../../plugins/pelican/plugins/codebox/engine/limits.js";
import { rootTag, weighed } from "../../../../plugins/pelican/plugins/codebox/engine/svg.js";

const svg = (body, attributes = "") => `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${body}</svg>`;
const nested = (width, depth) =>
  Array.from({ length: depth }, (_, k) => `<g id="a${k + 1}">${`<use href="#a${k}"/>`.repeat(width)}</g>`).join("");

test("a drawing's cost is the number of its elements, and a little for their length", () => {
  const { problem, cost } = weighed(svg("<g><path d='M0 0L9 9'/><text>words</text></g>"));
  assert.equal(problem, undefined);
  assert.ok(cost > 4 && cost < 5, `${cost}`);
});

test("what use repeats is counted each time, to any depth, in no time", () => {
  const of = (width, depth) => weighed(svg(`<defs><g id="a0"><rect/></g>${nested(width, depth)}</defs><use href="#a${depth}"/>`));
  assert.ok(of(10, 2).cost > 200);
  assert.match(of(10, 5).problem, /would draw \d{3},\d{3} elements/);
  assert.match(of(10, 90).problem, /endlessly many/);
});

for (const [what, body] of [
  ["xlink:href", '<use xlink:href="#a5"/>'],
  ["a character reference in href", '<use href="&#x23;a5"/>'],
  ["percent signs in href", '<use href="#%615"/>'],
  ["a pattern", '<pattern id="p"><use href="#a5"/></pattern><rect fill="url(#p)"/>'],
  ["a mask in a style attribute", "<mask id='m'><use href='#a5'/></mask><rect style=\"mask: url('#m')\"/>"],
  ["a mask in a style sheet", "<style>rect{mask:url(#a5)}</style><rect/>"],
  ["an element with a namespace's prefix", '<s:use xmlns:s="http://www.w3.org/2000/svg" s:href="#a5"/>'],
]) {
  test(`instances are found behind ${what}`, () => {
    assert.match(weighed(svg(`<defs><g id="a0"><rect/></g>${nested(10, 5)}</defs>${body}`)).problem ?? "", /would draw/);
  });
}

test("a marker is counted for each vertex", () => {
  const marker = `<marker id="m">${"<path/>".repeat(300)}</marker>`;
  const path = `d="${"M0 0L1 1".repeat(100)}"`;
  for (const by of ['marker-mid="url(#m)"', 'style="marker:url(#m)"']) {
    assert.match(weighed(svg(`${marker}<path ${by} ${path}/>`)).problem, /would draw/);
  }
  assert.equal(weighed(svg(`${marker}<path marker-end="url(#m)" d="M0 0L1 1"/>`)).problem, undefined);
});

for (const [what, text, words] of [
  ["a tag without an end", "<svg ".repeat(280_000), /the tag <svg> does not end/],
  ["tags in the wrong order", svg("<g><a></g></a>"), /<\/g> where <a> is open/],
  ["an open element", "<svg><g>", /<g> is not closed/],
  ["no drawing", "hello", /text outside of <svg>/],
  ["nothing", "", /no <svg> element/],
  ["another root", "<html></html>", /begins with <html>/],
  ["two roots", "<svg/><svg/>", /more than one root/],
  ["a comment without an end", "<svg/><!-- ", /a comment does not end/],
  ["entities", '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', /declares entities/],
  ["HTML's entities", svg("&nbsp;", 'a="&nbsp;"'), /&nbsp;, which XML does not know/],
  ["a circle", svg('<g id="a"><g id="b"><use href="#a"/></g></g>'), /in a circle/],
  ["depth", svg("<g>".repeat(300) + "</g>".repeat(300)), /more than 200 deep/],
  ["a long chain", svg(Array.from({ length: 900 }, (_, k) => `<g id="a${k + 1}"><use href="#a${k}"/></g>`).reverse().join("")), /refer to each other too often/],
  ["many elements", svg("<g/>".repeat(COST)), /more than 6,000 elements/],
  ["costly filters", svg("<filter><feTurbulence/></filter>"), /<feTurbulence>/],
  ["other filters in number", svg("<rect filter='blur(9px)'/>".repeat(40)), /would draw/],
  ["HTML", svg("<foreignObject/>"), /<foreignObject>/],
  ["fine dashes", svg("<path stroke-dasharray='.01 .01'/>".repeat(10)), /would draw/],
  ["a style sheet with :has()", svg("<style>g:has(a){}</style>"), /:has\(\)/],
  ["a style sheet with escapes", svg("<style>g{m\\61sk:url(#a)}</style>"), /escaped/],
  ["many rules for many elements", svg(`<style>${"a{}".repeat(9_000)}</style>${"<g/>".repeat(900)}`), /too many rules/],
  ["a drawing that moves much", svg(`<animate/>${"<g/>".repeat(3_000)}`), /it moves/],
  ["a reference that moves", svg('<use><set attributeName="href" to="#a"/></use>'), /moves what it refers to/],
  ["a drawing within a picture", svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'), /neither PNG nor JPEG nor GIF/],
  ["a huge picture in a drawing", svg('<image href="data:image/png;base64,\niVBORw0KGgoAAAANSUhEUgAA6mAAAOpgCAAAAAAAAAAA"/>'), /too large/],
]) {
  test(`told in words: ${what}`, () => assert.match(weighed(text).problem ?? "", words));
}

for (const [attributes, width, height] of [
  ["width='72pt' height='1in'", 96, 96],
  ["viewBox='0 0 40 20'", 40, 20],
  ["width='10' viewBox='0 0 40 20'", 10, 5],
  ["", 300, 150],
  ["width='100%'", 300, 150],
  ["width='1e9' height='2'", 1e9, 2],
  ["width='0' height='2'", 0, 2],
]) {
  test(`the size of <svg ${attributes}>`, () => {
    const found = weighed(svg("", attributes));
    assert.deepEqual([found.width, found.height], [width, height]);
  });
}

test("the time grows with the length and no faster", () => {
  for (const bit of ["<svg ", "<", "<g>", "<!--", "<svg a='", " a=", "&", "&#", "url(", "<a b='", "<![CDATA[", "<?", "<svg\t", "data:", "\n"]) {
    for (const start of ["", "<svg ", "<svg><g a='", "<svg><style>"]) weighed(start + bit.repeat(1_400_000 / bit.length));
  }
});

test("the root's tag is found behind comments and declarations", () => {
  const text = '<?xml version="1.0"?><!-- <svg> --><!DOCTYPE svg><svg a=">"><g/></svg>';
  const { from, to } = rootTag(text);
  assert.equal(text.slice(from, to), '<svg a=">">');
});
