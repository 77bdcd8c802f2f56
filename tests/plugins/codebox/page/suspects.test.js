import assert from "node:assert/strict";
import test from "node:test";

import { deceptive, described, HIDDEN, remarks } from "../../../../plugins/pelican/plugins/codebox/page/suspects.js";

const hidden = (text) => text.match(HIDDEN)?.length ?? 0;

for (const code of [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200b, 0x200c, 0x200d,
  0x200e, 0x200f, 0xfeff, 0xad, 0x61c, 0x2060, 0x2064, 0x180e, 0x3164, 0x115f, 0xffa0, 0x2028, 0x2029, 0xa0, 0x3000,
  0x0, 0x8, 0xb, 0xc, 0x1b, 0x7f, 0x85, 0xfe0f, 0xe0041, 0xe0100, 0x2800]) {
  test(`U+${code.toString(16)} is found`, () => {
    assert.equal(hidden(`x = "a${String.fromCodePoint(code)}b"`), 1);
    assert.match(described(String.fromCodePoint(code)), /^U\+[0-9A-F]{4,6}, \w/);
  });
}

test("what is seen, and blanks that code is made of, are not", () => {
  assert.equal(hidden("def f(x):\n\treturn 'naïve – ∑ “q” 日本語 עברית'\r\n"), 0);
});

test("emoji keep their joiners", () => {
  assert.equal(hidden("'👩‍💻 ❤️ ❤️‍🔥 🧑🏽‍🚀'"), 0);
});

for (const name of ["pаypal", "scоpe", "νalue", "ѕсоре", "Αdam", "ΑΒ", "о", "ｅval", "𝐞val", "ﬁt", "аβ", "Օpen", "x_аb", "l\u0585g"]) {
  test(`${name} deceives`, () => assert.equal(deceptive(name), true));
}

for (const name of ["theta", "θ", "θ_hat", "Δt", "β1", "β_1", "α", "ν", "σx", "naïve", "größe", "масса", "скорость", "値", "x値", "ユーザーid", "µ", "ϵ", "ß", "_", "x1"]) {
  test(`${name} does not`, () => assert.equal(deceptive(name), false));
}

test("a remark says where, and of names which letters", () => {
  assert.equal(remarks("x = 1\nprint(x)"), "");
  assert.match(remarks("x = 1\n# \u202e\ny\u200b = 2\n"), /^It has characters that cannot be seen .*, in lines 2 and 3\.$/);
  assert.match(remarks("x = 1\n\npаy = 2"), /^It has names that look like others, in line 3: pаy \(U\+0430\)\.$/);
});

test("a remark stays short whatever there is", () => {
  const many = Array.from({ length: 500 }, (_, i) => `pа${"y".repeat(90)}${i} = "\u200b"`).join("\n");
  assert.ok(remarks(many).length < 500, `${remarks(many).length}`);
  assert.match(remarks(many), /497 more/);
});

test("long names cost no time that grows with their square", () => {
  assert.equal(deceptive(`${"с".repeat(200_000)}б`), false);
});
