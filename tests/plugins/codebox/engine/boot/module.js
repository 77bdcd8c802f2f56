/** A module of three functions: two() is 2, twice() is two() + two(), three() is 3. */

const text = (name) => [name.length, ...Buffer.from(name)];
const section = (id, ...content) => [id, content.length, ...content];
const I32 = 0x7f;
const END = 0x0b;
const body = (...code) => [code.length + 2, 0, ...code, END];

/** A number in seven bits a byte. */
const numeral = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...numeral(value >>> 7)]);

const made = (memory, more, after) =>
  Uint8Array.from([
    ...[0, 97, 115, 109, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 0, 1, I32),
    ...section(3, 3, 0, 0, 0),
    ...memory,
    ...section(7, 3, ...text("two"), 0, 0, ...text("twice"), 0, 1, ...text("three"), 0, 2),
    ...section(10, 3, ...body(0x41, 2), ...body(0x10, 0, 0x10, 0, 0x6a), ...body(0x41, ...more)),
    ...after,
  ]);

export const MODULE = made([], [3], []);

/**
 * The same with bytes in its memory from 1,024 on; three() is another number then, in seven bits a byte.
 */
export function withData(bytes, three = [3]) {
  const content = [1, 0, 0x41, ...numeral(1024), END];
  const all = [...content, ...numeral(bytes.length), ...bytes];
  return made(section(5, 1, 0, 2), three, [11, ...numeral(all.length), ...all]);
}
