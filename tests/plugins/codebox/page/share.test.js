import assert from "node:assert/strict";
import test from "node:test";

import { decode, encode } from "../../../../plugins/pelican/plugins/codebox/page/share.js";

const payload = (fragment) => fragment.match(/^#code=adam\.([\w-]+)$/)[1];

for (const code of ["", "print('hello')\n", "π = 3.14159  # ÷ 👋\n".repeat(50)]) {
  test(`code comes back from its link: ${JSON.stringify(code.slice(0, 20))}`, async () => {
    assert.equal(await decode(payload(await encode("adam", code))), code);
  });
}

test("a link is shorter than its code", async () => {
  const code = "for step in range(100):\n    theta, state = rule.step(theta, grad(theta), state)\n".repeat(10);
  assert.ok((await encode("adam", code)).length < code.length / 3);
});

test("a damaged link is an error, wherever it is damaged", async () => {
  const good = payload(await encode("adam", "print('hello, this is a program')\n".repeat(3)));
  for (let at = 0; at < good.length; at += 1) {
    const bad = good.slice(0, at) + (good[at] === "A" ? "B" : "A") + good.slice(at + 1);
    // the last letter holds bits that no byte uses
    if (at < good.length - 1) await assert.rejects(decode(bad), `position ${at}`);
  }
});

test("a link that was cut is an error", async () => {
  const good = payload(await encode("adam", "print('hello')"));
  for (let length = 0; length < good.length - 1; length += 1) {
    await assert.rejects(decode(good.slice(0, length)), `length ${length}`);
  }
});

test("a link that would unpack to megabytes is an error", async () => {
  await assert.rejects(decode(payload(await encode("adam", " ".repeat(5_000_000)))), RangeError);
});
