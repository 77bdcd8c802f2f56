// Numbers as a reader sees them, with true minus signs and without noise, and in phrases.

/**
 * `text` with true minus signs.
 * @param {string} text
 */
export const minus = (text) => text.replace(/-(?=[\d∞])/g, "−");
/** @type {Record<string, string>} */
const SUPERSCRIPTS = { "-": "⁻", ...Object.fromEntries(Object.entries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"])) };

/**
 * `value` with `digits` after the point; no minus before a zero.
 * @param {number} value
 */
export function fixed(value, digits = 2) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : minus(text);
}

/**
 * `value` with its sign, + or −.
 * @param {number} value
 */
export const signed = (value, digits = 2) => (value < 0 ? "" : "+") + fixed(value, digits);

/**
 * `value` in at most `digits` significant digits, very large and small ones by powers of ten.
 * @param {number} value
 */
export function short(value, digits = 3) {
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (rounded && (size < 1e-3 || size >= 1e6)) return minus(power(rounded));
  return minus(formatter(digits).format(rounded));
}

/** @type {Intl.NumberFormat[]} */
const formatters = []; // making one takes a hundred times as long as using it

/** @param {number} digits */
const formatter = (digits) =>
  (formatters[digits] ??= new Intl.NumberFormat("en", { maximumSignificantDigits: digits }));

/** @param {number} value */
function power(value) {
  const [mantissa, exponent] = value.toExponential().split("e");
  const raised = [...exponent.replace("+", "")].map((sign) => SUPERSCRIPTS[sign]).join("");
  return mantissa === "1" ? `10${raised}` : `${mantissa}·10${raised}`;
}

/**
 * A whole number with commas: 10,000
 * @param {number} value
 */
export const whole = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/**
 * "a, b and c"
 * @param {string[]} words
 */
export const list = (words) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/**
 * A control at a value, in words; words.py says the same.
 * @param {string} label
 * @param {string} said
 */
export function at(label, said) {
  const name = label.replace(/ \([^)]*\)/, ""); // what it says of the control itself
  return name.includes("…") ? name.replace("…", said) : `${name} ${said}`;
}

/**
 * A number from a link; NaN is none.
 * @param {string} text
 */
export const numberIn = (text) => (text.trim() === "" ? NaN : Number(text));
