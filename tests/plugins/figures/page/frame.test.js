// The frame's pure parts: links, paths, files, words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fragment, heard } from "../../../../plugins/pelican/plugins/figures/page/address.js";
import { made } from "../../../../plugins/pelican/plugins/figures/page/controls.js";
import { Axes } from "../../../../plugins/pelican/plugins/figures/page/picture.js";
import { code, csv } from "../../../../plugins/pelican/plugins/figures/page/take.js";
import { fixed, list, short, signed } from "../../../../plugins/pelican/plugins/figures/page/text.js";

const controls = [
  { kind: "range", name: "mean", label: "mean μ", min: -1.2, max: 1.2, step: 0.05 },
  { kind: "choice", name: "place", label: "place", options: { inside: "inside", outside: "outside" } },
  { kind: "toggle", name: "shown", label: "shown" },
].map(made);

test("a fragment restores the state that it was made of", () => {
  const state = { mean: -0.35, place: "inside", shown: false };
  assert.deepEqual(heard(fragment("figure-x", controls, state), "figure-x", controls), {
    values: state,
    complaint: "",
  });
});

test("a fragment of another figure, or of none, says nothing", () => {
  assert.equal(heard("#figure-y?mean=1", "figure-x", controls), null);
  assert.equal(heard("#figure-x", "figure-x", controls), null);
  assert.equal(heard("", "figure-x", controls), null);
});

test("values that cannot be are left out and named", () => {
  const { values, complaint } = heard("#figure-x?mean=7&foo=1&place=outside", "figure-x", controls);
  assert.deepEqual(values, { place: "outside" });
  assert.match(complaint, /mean μ.*−1\.2.*1\.2.*foo/);
});

const sentence = (query) => heard(`#figure-x?${query}`, "figure-x", controls).complaint;

test("a complaint is one short sentence, whatever a link holds", () => {
  const many = Array.from({ length: 700 }, (_, i) => `p${i}=${i}`).join("&");
  assert.equal(
    sentence(many),
    "Part of the link is ignored: “p0” (unknown), “p1” (unknown), “p2” (unknown) and 697 more.",
  );
  for (const query of [
    `${"q".repeat(20_000)}=1`,
    `mean=${"9".repeat(20_000)}`,
    `place=${"x".repeat(20_000)}`,
    `${"%E2%80%AE".repeat(3_000)}=1`,
    `${"a%CC%81".repeat(3_000)}=1`,
    "mean=1&".repeat(5_000),
    `${"z=1&".repeat(5_000)}`,
    `${"?".repeat(3_000)}`,
    many.replaceAll("=", "%00="),
  ]) {
    assert.ok(sentence(query).length < 220, `${query.slice(0, 20)}: ${sentence(query).length}`);
    assert.doesNotMatch(sentence(query), /[\p{Cc}\p{Cf}]/u);
  }
});

test("of a value that is given several times the last counts, and that is said", () => {
  const { values, complaint } = heard("#figure-x?mean=1&mean=-1&mean=0.5", "figure-x", controls);
  assert.equal(values.mean, 0.5);
  assert.match(complaint, /mean μ \(given 3 times; the last counts\)/);
});

test("what is just enough to be named is not counted", () => {
  assert.match(sentence("a=1&b=1&c=1"), /“a” \(unknown\), “b” \(unknown\) and “c” \(unknown\)\.$/);
});

const axes = new Axes({
  x: { scale: "log", limits: [1, 100], pixels: [0, 200] },
  y: { scale: "linear", limits: [0, 1], pixels: [100, 0] },
});

test("a point is where the axes have it", () => {
  assert.deepEqual(axes.point(10, 0.25), [100, 75]);
});

test("a missing value lifts the pen", () => {
  assert.equal(axes.path([1, 10, 100], [0, 1, 0.5]), "M0 100L100 0L200 50");
  assert.equal(axes.path([1, 10, 100], [0, null, 0.5]), "M0 100M200 50");
  assert.equal(axes.path([1, 10, 100], [NaN, 1, 0.5]), "M100 0L200 50");
});

test("values without a place on a logarithmic axis stay finite", () => {
  const deep = new Axes({
    x: { scale: "linear", limits: [0, 1], pixels: [0, 200] },
    y: { scale: "log", limits: [1, 100], pixels: [100, 0] },
  });
  assert.doesNotMatch(deep.path([0, 1], [0, Infinity]), /Infinity|NaN/);
});

test("lines are drawn to a twentieth of a pixel", () => {
  const n = Number(axes.path([1], [0.1234]).split(" ")[1]);
  assert.ok(Math.abs(n - 87.66) <= 0.025);
});

test("tables of several lengths are one table with empty cells", () => {
  const text = csv({ a: { t: [1, 2], "x,y": [null, NaN] }, b: { word: ['say "so"'] } });
  assert.equal(text, 'a.t,"a.x,y",b.word\n1,,"say ""so"""\n2,,\n');
});

test("one table keeps the names of its columns, and infinity is no number in it", () => {
  assert.equal(csv({ only: { t: [1, Infinity] } }), "t\n1\n\n");
});

test("the code of a state is Python", () => {
  assert.equal(
    code("adamcore.figures", "race", { steps: 3, surface: "ravine", lr: 1e-8, x: null, on: true }, ["adam"]),
    "from adamcore.figures import race\n\n" +
      'race.draw(steps=3, surface="ravine", lr=1e-8, x=None, on=True).without("adam")\n',
  );
});

test("numbers have true minus signs, and zero has none", () => {
  assert.equal(fixed(-0.5), "−0.50");
  assert.equal(fixed(-0.001), "0.00");
  assert.equal(signed(-1), "−1.00");
  assert.equal(signed(1), "+1.00");
});

test("numbers are as short as they can be read", () => {
  assert.equal(short(1e-8), "10⁻⁸");
  assert.equal(short(-2e-5), "−2·10⁻⁵");
  assert.equal(short(31.622776), "31.6");
  assert.equal(short(10_000, 6), "10,000");
  assert.equal(short(0), "0");
});

test("a list has commas and a last word", () => {
  assert.equal(list(["a"]), "a");
  assert.equal(list(["a", "b", "c"]), "a, b and c");
});
