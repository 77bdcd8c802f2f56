/**
 * Characters that make code look like what it is not: those that cannot be seen or turn the direction
 * of text, and names that mix alphabets or that Python reads as other letters.
 *
 * The first are Unicode's controls, formats, separators and all that is ignored by default; emoji keep
 * their joiners. Of the second this finds what properties of scripts tell (UTS 39, "highly
 * restrictive"), and the Greek letters that print like Latin ones.
 */

/** @type {Record<string, string>} */
const NAMED = {
  "\u202a": "left to right from here",
  "\u202b": "right to left from here",
  "\u202c": "end of a direction",
  "\u202d": "left to right by force",
  "\u202e": "right to left by force",
  "\u2066": "left to right, apart",
  "\u2067": "right to left, apart",
  "\u2068": "a direction of its own",
  "\u2069": "end of what is apart",
  "\u200b": "a space without width",
  "\u200e": "left-to-right mark",
  "\u200f": "right-to-left mark",
  "\u00a0": "a space that Python does not take for one",
  "\u00ad": "a hyphen that is not shown",
  "\ufeff": "byte order mark",
};

/** What is shown by its number: for the editor, too. */
export const HIDDEN =
  /(?<!\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)[\u200d\ufe0f]|(?![\t\n\r \u200d\ufe0f])[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * U+202E
 * @param {string} character
 */
export const number = (character) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/**
 * The number of a character, and what it does, where that is known.
 * @param {string} character
 */
export function described(character) {
  const name = NAMED[character] ?? (/\p{Zs}/u.test(character) ? "a space" : "not visible");
  return `${number(character)}, ${name}`;
}

export const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/gu;
const ALIKE = /[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανγηικορτυχω]/u; // Greek beside Latin; θ, σ or Δ deceive nobody
const CAPITALS = /^[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο\d_]+$/u; // Greek by itself
const CYRILLIC = /^[асеорухѕіјһԁӏАВЕКМНОРСТУХЅІЈԌ\d_]+$/u;
const EASTERN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;
const NEUTRAL = /[\p{Script=Common}\p{Script=Inherited}]/u;
const LATIN = /\p{Script=Latin}/u;
const GREEK = /\p{Script=Greek}/u;

/**
 * Parts of a name that are read by themselves: `θ_hat` mixes nothing.
 * @type {(name: string) => string[]}
 */
const parts = (name) => name.split(/[_\p{N}]+/u);

/**
 * Letters of other alphabets than Latin, among Latin ones.
 * @param {string} part
 */
function mixed(part) {
  const letters = [...part].filter((letter) => !NEUTRAL.test(letter) && !EASTERN.test(letter));
  const latin = letters.filter((letter) => LATIN.test(letter));
  const greek = letters.filter((letter) => GREEK.test(letter));
  const rest = letters.length - latin.length - greek.length;
  if (latin.length && greek.some((letter) => ALIKE.test(letter))) return true;
  return rest > 0 && latin.length + greek.length > 0;
}

/** @type {(text: string) => string} */
const ascii = (text) => text.replaceAll(/\P{ASCII}/gu, "");

/**
 * Whether Python, which normalizes names, reads Latin letters where others stand.
 * @type {(name: string) => boolean}
 */
const compatible = (name) => ascii(name.normalize("NFKC")) !== ascii(name);

/** @type {(name: string) => boolean} */
export const deceptive = (name) =>
  /\P{ASCII}/u.test(name) &&
  (parts(name).some(mixed) || CAPITALS.test(name) || CYRILLIC.test(name) || compatible(name));

/**
 * @param {string} code
 * @returns {{name: string, from: number}[]} names of other letters than they seem to be of
 */
export const deceptions = (code) =>
  Array.from(code.matchAll(NAME), ({ 0: name, index }) => ({ name, from: index })).filter(
    ({ name }) => deceptive(name),
  );

/**
 * A name with the numbers of its letters that are not ASCII.
 * @param {string} name
 */
export const spelled = (name) =>
  `${name} (${[...new Set(name.match(/\P{ASCII}/gu))].slice(0, FEW).map(number).join(", ")})`;

const FEW = 3; // named, the rest is counted

/** @type {(things: (string | number)[]) => string} */
const list = (things) => {
  const rest = things.length - FEW;
  const shown = rest > 0 ? [...things.slice(0, FEW), `${rest} more`] : things;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
};

/**
 * "line 3", or "lines 3 and 7"; `places` in their order.
 * @param {string} code
 * @param {number[]} places
 */
function linesOf(code, places) {
  /** @type {Set<number>} */
  const lines = new Set();
  let [line, at] = [1, 0];
  for (const place of places) {
    for (; at < place; at += 1) if (code[at] === "\n") line += 1;
    lines.add(line);
  }
  return `${lines.size > 1 ? "lines" : "line"} ${list([...lines])}`;
}

/**
 * What a reader of strange `code` should know of its characters: "" or a sentence or two.
 * @param {string} code
 */
export function remarks(code) {
  const hidden = Array.from(code.matchAll(HIDDEN), ({ index }) => index);
  const names = deceptions(code);
  const said = [];
  if (hidden.length) {
    said.push(
      `It has characters that cannot be seen or that turn the direction of text, in ${linesOf(code, hidden)}.`,
    );
  }
  if (names.length) {
    const different = [...new Set(names.map(({ name }) => name.slice(0, 40)))];
    said.push(
      `It has names that look like others, in ${linesOf(code, names.map(({ from }) => from))}: ${list(different.map(spelled))}.`,
    );
  }
  return said.join(" ");
}
