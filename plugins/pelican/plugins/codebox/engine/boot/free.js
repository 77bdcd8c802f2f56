/** @type {MessagePort | undefined} one that leads nowhere */
let nowhere;

/**
 * Gives the memory of bytes back that nobody looks at any more. Garbage is collected only when much of
 * it has gathered, and a browser does not take these for much: they lie outside of its heap. What
 * has come with a message belongs to the browser as well as to JavaScript, so that only another
 * message takes it from both; `transfer` would leave it to the browser.
 *
 * @param {Uint8Array<ArrayBuffer> | undefined} bytes
 */
export function free(bytes) {
  if (bytes) (nowhere ??= closed()).postMessage(null, [bytes.buffer]);
}

function closed() {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}
