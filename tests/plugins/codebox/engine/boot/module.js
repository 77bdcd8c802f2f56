/** A module of three functions: two() is 2, twice() is two() + two(), three() is 3. */

const text = (name) => [name.length, ...Buffer.from(name)];
const section = (id, ...content) => [id, content.length, ...content];
const I32 = 0x7f;
const END = 0x0b;
const body = (...code) => [code.length + 2, 0, ...code, END];

export const MODULE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...section(1, 1, 0x60, 0, 1, I32),
  ...section(3, 3, 0, 0, 0),
  ...section(7, 3, ...text("two"), 0, 0, ...text("twice"), 0, 1, ...text("three"), 0, 2),
  ...section(10, 3, ...body(0x41, 2), ...body(0x10, 0, 0x10, 0, 0x6a), ...body(0x41, 3)),
);
