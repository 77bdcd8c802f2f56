// Numbers on a scale, as they are shown.

/**
 * How far along the scale a number is, from 0 to 1.
 * @param {number} value
 * @param {string} min
 * @param {string} max
 */
export const positionOf = (value, min, max) => (value - Number(min)) / (Number(max) - Number(min));

/**
 * A number with as many decimals as its step has, and a minus sign of print.
 * @param {string} value
 * @param {string} step
 */
export function printed(value, step) {
  const [, decimals = ""] = step.split(".");
  return Number(value).toFixed(decimals.length).replace("-", "−");
}
