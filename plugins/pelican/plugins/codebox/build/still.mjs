/** Entropy and clock that are the same whenever something is made. */

import { createRequire } from "node:module";

const NOW = Date.UTC(2020, 0, 1);

/** @param {number} step milliseconds that pass whenever somebody looks at the clock */
export function standStill(step = 0) {
  const require = createRequire(import.meta.url);
  const filled = (/** @type {any} */ array) => array.fill(7);
  let passed = 0;
  const now = () => NOW + (passed += step);
  require("node:crypto").randomFillSync = filled;
  globalThis.crypto.getRandomValues = filled;
  performance.now = () => now() - NOW;
  globalThis.Date = new Proxy(Date, {
    construct: (date, given) => Reflect.construct(date, given.length ? given : [now()]),
    get: (date, key) => (key === "now" ? now : Reflect.get(date, key)),
  });
}
