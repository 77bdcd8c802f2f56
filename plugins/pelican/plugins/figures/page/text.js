// Numbers as a reader sees them: true minus signs, no noise.

/** `text` with true minus signs. */
export const minus = (text) => text.replace(/-(?=[\d∞])/g, "−");
const SUPERSCRIPTS = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].entries()) };

/** `value` with `digits` after the point; no minus before a zero. */
export function fixed(value, digits = 2) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : minus(text);
}

/** `value` with its sign, + or −. */
export const signed = (value, digits = 2) => (value < 0 ? "" : "+") + fixed(value, digits);

/** `value` in at most `digits` significant digits, very large and small ones by powers of ten. */
export function short(value, digits = 3) {
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (rounded && (size < 1e-3 || size >= 1e6)) return minus(power(rounded));
  return minus(formatter(digits).format(rounded));
}

const formatters = []; // making one takes a hundred times as long as using it

const formatter = (digits) =>
  (formatters[digits] ??= new Intl.NumberFormat("en", { maximumSignificantDigits: digits }));

function power(value) {
  const [mantissa, exponent] = value.toExponential().split("e");
  const raised = [...exponent.replace("+", "")].map((sign) => SUPERSCRIPTS[sign]).join("");
  return mantissa === "1" ? `10${raised}` : `${mantissa}·10${raised}`;
}

/** A whole number with commas: 10,000 */
export const whole = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/** "a, b and c" */
export const list = (words) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
