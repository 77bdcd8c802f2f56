/** SGR, the sequences that colour text; a style is a string of names, such as "bold fg-1". */

/** @typedef {number[]} Code a parameter of a sequence, with what stands behind its colons */

/** xterm's sixteen, to which other colours are brought. */
const SIXTEEN = [
  [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [229, 229, 229],
  [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255], [0, 255, 255], [255, 255, 255],
];
const CUBE = [0, 95, 135, 175, 215, 255];

/** @type {Record<number, string>} */
const ON = { 1: "bold", 2: "faint", 3: "italic", 4: "underline", 7: "inverse", 9: "strike", 21: "underline" };
/** @type {Record<number, string[]>} */
const OFF = { 22: ["bold", "faint"], 23: ["italic"], 24: ["underline"], 27: ["inverse"], 29: ["strike"] };
const ORDER = ["bold", "faint", "italic", "underline", "inverse", "strike", "fg", "bg"];

/**
 * @param {string} style
 * @param {string} parameters
 * @returns {string} `style` after the sequence `ESC [ parameters m`
 */
export function restyled(style, parameters) {
  if (!/^[\d;:]*$/.test(parameters)) return style;
  const on = new Map(style.split(" ").filter(Boolean).map((name) => [keyOf(name), name]));
  // "4:3" is a curly underline: what stands after a colon belongs to the number before it.
  const codes = parameters.split(";").map((code) => code.split(":").map(Number));
  for (let code = codes.shift(); code; code = codes.shift()) apply(on, code, codes);
  return ORDER.filter((name) => on.has(name)).map((name) => on.get(name)).join(" ");
}

/**
 * Of several colours of the text, or of its ground, the last holds.
 * @type {(name: string) => string}
 */
const keyOf = (name) => (/^[fb]g/.test(name) ? name.slice(0, 2) : name);

/**
 * @param {Map<string, string>} on names by what they set
 * @param {Code} code
 * @param {Code[]} others that follow, of which a colour takes its own
 */
function apply(on, [code, ...more], others) {
  if (code === 0) on.clear();
  else if (code === 4 && more[0] === 0) on.delete("underline");
  else if (ON[code]) on.set(ON[code], ON[code]);
  else if (OFF[code]) for (const name of OFF[code]) on.delete(name);
  else if (code === 38 || code === 48) colour(on, code === 38 ? "fg" : "bg", more.length ? more : others.splice(0, wanted(others)).map(([one]) => one));
  else if (code === 39) on.delete("fg");
  else if (code === 49) on.delete("bg");
  else if (code >= 30 && code <= 37) on.set("fg", `fg-${code - 30}`);
  else if (code >= 40 && code <= 47) on.set("bg", `bg-${code - 40}`);
  else if (code >= 90 && code <= 97) on.set("fg", `fg-${code - 82}`);
  else if (code >= 100 && code <= 107) on.set("bg", `bg-${code - 92}`);
}

/**
 * How many of the codes that follow 38 or 48 belong to it.
 * @type {(codes: Code[]) => number}
 */
const wanted = ([first]) => (first?.[0] === 5 ? 2 : first?.[0] === 2 ? 4 : 1);

/**
 * `5;n` of 256 colours, `2;r;g;b`, and with colons `2::r:g:b`.
 * @param {Map<string, string>} on
 * @param {string} ground "fg" or "bg"
 * @param {number[]} values
 */
function colour(on, ground, [form, ...values]) {
  const rgb = form === 2 && values.length >= 3 ? values.slice(-3) : null;
  const number = rgb ? nearest(rgb) : form === 5 ? ofPalette(values[0]) : null;
  if (number !== null) on.set(ground, `${ground}-${number}`);
}

/** @param {number} number of 256 */
function ofPalette(number) {
  if (!(number >= 0 && number <= 255)) return null;
  if (number < 16) return number;
  if (number >= 232) return nearest(Array(3).fill(8 + 10 * (number - 232)));
  const at = number - 16;
  return nearest([Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map((level) => CUBE[level]));
}

/**
 * The number of the nearest of the sixteen.
 * @param {number[]} rgb
 */
export function nearest(rgb) {
  const distances = SIXTEEN.map((one) => one.reduce((sum, value, at) => sum + (value - rgb[at]) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}
