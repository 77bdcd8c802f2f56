// What takes the place of a service worker that is no longer wanted: forgets all that it kept, and
// takes itself out of the browser.

/** @typedef {ServiceWorkerGlobalScope & typeof globalThis} Scope */
const worker = /** @type {Scope} */ (self);
const PREFIX = `offline ${worker.registration.scope} `;

async function leave() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.map((name) => caches.delete(name)));
  await worker.registration.unregister();
}

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(leave()));
