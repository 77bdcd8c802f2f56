// What takes the place of a service worker that is no longer wanted: forgets all that it kept, and
// takes itself out of the browser.

const PREFIX = `offline ${self.registration.scope} `;

async function leave() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
}

addEventListener("install", () => self.skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
