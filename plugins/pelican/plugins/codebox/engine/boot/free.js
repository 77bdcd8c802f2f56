/**
 * Gives the memory of bytes back that nobody looks at any more. Garbage is collected only when much of
 * it has gathered, and a browser does not take these for much: they lie outside of its heap.
 *
 * @param {Uint8Array<ArrayBuffer> | undefined} bytes
 */
export function free(bytes) {
  bytes?.buffer.transfer?.(0); // browsers without it, of 2023 and before, collect it later
}
