/** Sizes of raster pictures, read from their first bytes: what they unpack to is not known by length. */

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** @returns {{width?: number, height?: number, problem?: string}} from a PNG's IHDR (PNG 3, 11.2.1) */
export function pngSize(bytes) {
  if (!PNG.every((byte, at) => bytes[at] === byte)) return { problem: "its data are not a PNG's" };
  if (bytes.length < 33 || text(bytes, 12, 4) !== "IHDR") return { problem: "its PNG is damaged" };
  return { width: big(bytes, 16, 4), height: big(bytes, 20, 4) };
}

/** @returns {{width: number, height: number} | null} of a PNG, GIF, JPEG; null for anything else */
export function rasterSize(bytes) {
  if (bytes[0] === PNG[0]) {
    const { problem, ...size } = pngSize(bytes);
    return problem ? null : size;
  }
  if (text(bytes, 0, 4) === "GIF8") return { width: bytes[6] + 256 * bytes[7], height: bytes[8] + 256 * bytes[9] };
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? jpegSize(bytes) : null;
}

/** From the frame header (ITU T.81, B.2.2), which other segments precede. */
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

const text = (bytes, at, length) => String.fromCharCode(...bytes.slice(at, at + length));

function big(bytes, at, length) {
  let value = 0;
  for (let index = at; index < at + length; index += 1) value = value * 256 + bytes[index];
  return value;
}
