/**
 * Code in an address: `#code=NAME.PAYLOAD`, the payload zlib-compressed and in URL-safe base64. The
 * checksum that zlib ends with tells a damaged link. The fragment never leaves the browser.
 */

const LIMIT = 200_000; // bytes of code; more in a link is an accident or an attack

/**
 * The fragment for `code` in the box `name`.
 * @param {string} name
 * @param {string} code
 */
export async function encode(name, code) {
  const bytes = await through(new TextEncoder().encode(code), new CompressionStream("deflate"));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const payload = btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `#code=${name}.${payload}`;
}

/**
 * The code in a payload; throws if it is damaged, too long, or not text.
 * @param {string} payload
 */
export async function decode(payload) {
  const letters = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const text = await through(bytes, new DecompressionStream("deflate"));
  return new TextDecoder("utf-8", { fatal: true }).decode(text);
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 */
async function through(bytes, stream) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
    if (size > LIMIT) throw new RangeError("too long for a link");
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
