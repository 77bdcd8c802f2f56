import assert from "node:assert/strict";
import test from "node:test";

import { isTaken, movable, primed, stored, trimmed } from "../../../../plugins/pelican/plugins/codebox/build/objects.mjs";
import { lay } from "../../../../plugins/pelican/plugins/codebox/engine/boot/functions.js";
import { difference, pack, PAGE, read } from "../../../../plugins/pelican/plugins/codebox/engine/boot/image.js";

const NOWHERE = 0xffff0000;
const EVER = 0x3fffffff;
const TEXT = PAGE + 64; // a str; its characters begin after 20 bytes
const RANGE = [TEXT + 20, TEXT + 20 + 80];
const CLASS = [PAGE + 512, PAGE + 712];
const CODE = 2 * PAGE + 64;
const BYTES = 2 * PAGE + 512; // that belong to the code
const FUNCTION = [2 * PAGE + 1024, 2 * PAGE + 1084];
const ELSEWHERE = 3 * PAGE + 8;

/** A memory with a text and a code that a function holds, and with words where a test puts them. */
function made(words = {}) {
  const memory = new Uint8Array(5 * PAGE);
  memory.fill(7, ...RANGE).fill(9, CODE + 8, CODE + 200).fill(5, BYTES + 16, BYTES + 40);
  const put = new Uint32Array(memory.buffer);
  const all = { [TEXT]: 2, [TEXT + 4]: 4096, [CODE]: 1, [CODE + 20]: BYTES, [FUNCTION[0] + 32]: CODE, ...words };
  for (const [at, word] of Object.entries(all)) put[at / 4] = word;
  return memory;
}

const listed = (of = []) => ({
  texts: { [TEXT]: { range: RANGE, of } },
  codes: { [CODE]: { range: [CODE + 8, CODE + 200], parts: [[BYTES, [BYTES + 16, BYTES + 40]]], holders: [FUNCTION] } },
});
const found = (words, of) => movable(made(words), listed(of));
const objects = (parts) => parts.map(({ object }) => object);

test("a text is reached by its type, a code by the function that holds it", () => {
  const [text, code] = found();
  assert.deepEqual(text, { object: TEXT, ranges: [RANGE], pointers: [TEXT + 4] });
  assert.deepEqual(code.pointers, [FUNCTION[0] + 32]);
  assert.deepEqual(code.ranges, [[CODE + 8, CODE + 200], [BYTES + 16, BYTES + 40]]);
});

test("what something unknown leads to stays", () => {
  assert.deepEqual(objects(found({ [ELSEWHERE]: RANGE[0] })), [CODE]);
  assert.deepEqual(objects(found({ [ELSEWHERE]: CODE })), [TEXT]);
});

test("what a code shares with others stays when it goes", () => {
  const [, { ranges }] = found({ [ELSEWHERE]: BYTES });
  assert.deepEqual(ranges, [[CODE + 8, CODE + 200]]);
});

test("a note of a function and its code is no pointer that is followed", () => {
  const [, { pointers }] = found({ [ELSEWHERE]: FUNCTION[0], [ELSEWHERE + 4]: CODE });
  assert.deepEqual(pointers, [FUNCTION[0] + 32]);
});

test("a class has its text for C too, as it is or copied", () => {
  assert.deepEqual(found({ [CLASS[0] + 88]: RANGE[0] }, CLASS)[0].pointers, [TEXT + 4, CLASS[0] + 88]);
  const copy = 4 * PAGE;
  const memory = made({ [CLASS[0] + 88]: copy });
  memory.copyWithin(copy, ...RANGE);
  const [text] = movable(memory, listed(CLASS));
  assert.deepEqual(text.ranges, [RANGE, [copy, copy + 80]]);
  assert.deepEqual(text.pointers, [TEXT + 4, CLASS[0] + 88]);
  new Uint32Array(memory.buffer)[ELSEWHERE / 4] = copy;
  assert.deepEqual(movable(memory, listed(CLASS))[0].ranges, [RANGE]);
});

/** The image of a memory, whose first page the modules bring along. */
function image(memory) {
  const { pages, bytes } = difference(new Uint8Array(memory.length), memory, [[0, 1]]);
  return pack({ memory: memory.length, static: [[0, 1]], pages: pages.length }, pages, bytes);
}

function laidOut(packed) {
  const { head, pages, bytes } = read(packed);
  const memory = new Uint8Array(head.memory);
  pages.forEach((page, i) => memory.set(bytes.subarray(i * PAGE, (i + 1) * PAGE), page * PAGE));
  return { memory, words: new Uint32Array(memory.buffer) };
}

test("an image without parts has zeros for them, and pointers that lead nowhere", () => {
  const { memory, words } = laidOut(trimmed(image(made()), found()).hot);
  for (const range of [RANGE, [CODE + 8, CODE + 200], [BYTES + 16, BYTES + 40]]) {
    assert.ok(memory.subarray(...range).every((byte) => byte === 0));
  }
  assert.deepEqual([words[TEXT / 4 + 1], words[FUNCTION[0] / 4 + 8]], [NOWHERE, NOWHERE]);
});

test("with what it lacks it is the image again, byte for byte, however often", () => {
  const whole = image(made());
  for (const parts of [found(), found().slice(1), []]) {
    const { hot, cold } = trimmed(whole, parts);
    assert.equal(hot.length, whole.length);
    lay(hot, cold);
    lay(hot, cold);
    assert.deepEqual(hot, whole);
  }
});

test("what is lacking at the very end of an image is laid there too", () => {
  const part = { object: TEXT, ranges: [[5 * PAGE - 3, 5 * PAGE]], pointers: [5 * PAGE - 24] };
  const memory = made();
  memory.fill(1, 5 * PAGE - 3);
  const whole = image(memory);
  const { hot, cold } = trimmed(whole, [part]);
  assert.notDeepEqual(hot, whole);
  lay(hot, cold);
  assert.deepEqual(hot, whole);
});

test("what an image does not have as it is stays in it", () => {
  const parts = found();
  const { head, pages } = read(image(made()));
  assert.deepEqual(stored({ head, pages }, parts), parts);
  assert.deepEqual(objects(stored({ head: { static: [[1, 2]] }, pages }, parts)), [CODE]);
  assert.deepEqual(objects(stored({ head, pages: pages.filter((page) => page !== 2) }, parts)), [TEXT]);
});

test("whoever holds a part for a moment leaves a trace", () => {
  const [text, code] = found();
  const { words } = laidOut(primed(image(made()), [text, code], EVER));
  const hold = (at) => (words[at / 4] += 1);
  const release = (at) => (words[at / 4] -= words[at / 4] === EVER ? 0 : 1);
  assert.ok(!isTaken(words, text, EVER) && !isTaken(words, code, EVER));
  hold(CODE);
  release(CODE);
  assert.ok(!isTaken(words, text, EVER) && isTaken(words, code, EVER));
});
