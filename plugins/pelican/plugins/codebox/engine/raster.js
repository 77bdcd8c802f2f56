/** Sizes of raster pictures, read from their first bytes: what they unpack to is not known by length. */

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** @typedef {{width: number, height: number}} Size in pixels */

/**
 * @param {Uint8Array} bytes
 * @returns {Size & {problem?: string}} from a PNG's IHDR (PNG 3, 11.2.1); 0 × 0 if there is a problem
 */
export function pngSize(bytes) {
  const bad = (/** @type {string} */ problem) => ({ problem, width: 0, height: 0 });
  if (!PNG.every((byte, at) => bytes[at] === byte)) return bad("its data are not a PNG's");
  if (bytes.length < 33 || text(bytes, 12, 4) !== "IHDR") return bad("its PNG is damaged");
  return { width: big(bytes, 16, 4), height: big(bytes, 20, 4) };
}

/**
 * @param {Uint8Array} bytes
 * @returns {Size | null} of a PNG, GIF, JPEG; null for anything else
 */
export function rasterSize(bytes) {
  if (bytes[0] === PNG[0]) {
    const { problem, ...size } = pngSize(bytes);
    return problem ? null : size;
  }
  if (text(bytes, 0, 4) === "GIF8") return { width: bytes[6] + 256 * bytes[7], height: bytes[8] + 256 * bytes[9] };
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? jpegSize(bytes) : null;
}

/**
 * From the frame header (ITU T.81, B.2.2), which other segments precede.
 * @param {Uint8Array} bytes
 */
function jpegSize(bytes) {
  for (let at = 2; at + 9 < bytes.length; at += 2 + big(bytes, at + 2, 2)) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff) return null;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: big(bytes, at + 7, 2), height: big(bytes, at + 5, 2) };
    }
  }
  return null;
}

/** @type {(bytes: Uint8Array, at: number, length: number) => string} */
const text = (bytes, at, length) => String.fromCharCode(...bytes.slice(at, at + length));

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} length
 */
function big(bytes, at, length) {
  let value = 0;
  for (let index = at; index < at + length; index += 1) value = value * 256 + bytes[index];
  return value;
}
