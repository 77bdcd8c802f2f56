/** Frames of an animation as one run of bytes: the length of a header, the header, the frames. */

const MOST = 400; // frames

/** @typedef {{interval: number, repeat: boolean, note: string, frames: Uint8Array<ArrayBuffer>[]}} Frames */

/**
 * @param {Uint8Array<ArrayBuffer>} bytes four bytes of length, JSON {interval, repeat, note, sizes}, PNGs
 * @returns {Frames | null} null if they are none
 */
export function unpacked(bytes) {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const length = view.getUint32(0, true);
    const { interval, repeat, sizes, note } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
    if (!Array.isArray(sizes) || !sizes.length || sizes.length > MOST || !(interval > 0)) return null;
    let at = 4 + length;
    const frames = sizes.map((size) => bytes.subarray(at, (at += size)));
    return at === bytes.length ? { interval: Math.max(20, interval), repeat: repeat === true, note: String(note ?? ""), frames } : null;
  } catch {
    return null;
  }
}
