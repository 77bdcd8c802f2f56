// A service worker: what was visited opens without the net. Each request goes to the net first; only
// where that fails is it answered from what was kept. The build tells what each page needs.
/** @typedef {ServiceWorkerGlobalScope & typeof globalThis} Scope */
const SITE = __SITE__; // see types.d.ts
const worker = /** @type {Scope} */ (self);
const SCOPE = worker.registration.scope;
const PREFIX = `offline ${SCOPE} `;

/** @type {(path: string) => string} */
const urlOf = (path) => new URL(path, SCOPE).href;
/** @type {(page: string) => string} */
const nameOf = (page) => `${PREFIX}${page} ${SITE.pages[page].version}`;
/** @type {(name: string) => string} */
const pageOf = (name) => name.slice(PREFIX.length, name.lastIndexOf(" "));
const known = new Set(SITE.files.map(urlOf));
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

/**
 * Keeps `page` with all that it needs: `addAll` puts all of it into the cache, or nothing.
 * @param {string} page
 */
async function keep(page) {
  const name = nameOf(page);
  const cache = await caches.open(name);
  if (await cache.match(urlOf(page))) return cache;
  try {
    const fresh = new Request(urlOf(page), { cache: "no-cache" });
    await cache.addAll([...SITE.pages[page].files.map(urlOf), fresh]);
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  await replaceOld(page, cache);
  return cache;
}

/**
 * Takes over from older versions of `page` what it has used and the site still has.
 * @param {string} page
 * @param {Cache} cache
 */
async function replaceOld(page, cache) {
  for (const name of await ours()) {
    if (pageOf(name) !== page || name === nameOf(page)) continue;
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      if (!known.has(request.url) || (await cache.match(request))) continue;
      const answer = await old.match(request);
      if (answer) await cache.put(request, answer);
    }
    await caches.delete(name);
  }
}

/**
 * Keeps what the page has asked for besides, as the runtime of a code box: all of it, or nothing.
 * @param {string} page
 * @param {string[]} used
 */
async function keepUsed(page, used) {
  const cache = await keep(page);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  // Each once: `addAll` refuses a list that names one twice.
  await cache.addAll([...new Set(used)].filter((url) => known.has(url) && !kept.has(url)));
}

/** Forgets pages that are gone, and keeps anew those that have changed. */
async function renew() {
  for (const name of await ours()) {
    const page = pageOf(name);
    if (!(page in SITE.pages)) await caches.delete(name);
    else await keep(page).catch(() => {}); // the older version is still whole
  }
}

/**
 * What was kept for a request; newer versions before older ones.
 * @param {Request} request
 */
async function kept({ url, mode }) {
  const asked = mode === "navigate" ? url.replace(/\/index\.html(?=$|[?#])/, "/") : url;
  for (const name of (await ours()).reverse()) {
    const answer = await caches.match(asked, { cacheName: name, ignoreSearch: true, ignoreVary: true });
    if (answer) return answer;
  }
  return null;
}

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) =>
  event.waitUntil(renew().then(() => worker.clients.claim())),
);
worker.addEventListener("message", (event) => {
  const { page, used = [] } = event.data ?? {};
  if (page in SITE.pages) event.waitUntil(keepUsed(page, used).catch(() => {}));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  // Not even the browser's own cache may answer for a page.
  const answer = request.mode === "navigate" ? fetch(request, { cache: "no-cache" }) : fetch(request);
  event.respondWith(answer.catch(async (lost) => (await kept(request)) ?? Promise.reject(lost)));
});
