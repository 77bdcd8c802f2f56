// Has the service worker keep this page, and what is used in it, for when there is no net. All of it
// comes late: nobody waits for it, and a reader who saves data or leaves at once is spared.

const CALM = 3000; // milliseconds without anything new
const WORKER = new URL("../sw.js", import.meta.url);
const ROOT = new URL("./", WORKER).href;

/**
 * The page's address, relative to the site's root, as the worker knows it.
 * @param {string} href
 */
export function pageAt(href, root = ROOT) {
  return href.slice(root.length).replace(/[?#].*$/, "").replace(/(^|\/)index\.html$/, "$1");
}

/**
 * Tells `worker` of the page, and again of what it has used whenever nothing new has come for a while.
 * @param {ServiceWorker} worker
 */
function report(worker) {
  /** @type {string[]} */
  let used = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const post = () => {
    worker.postMessage({ page: pageAt(location.href), used });
    used = [];
  };
  const send = () => whenFree(post);
  const collect = (/** @type {PerformanceObserverEntryList} */ list) => {
    const own = list.getEntries().map(({ name }) => name.replace(/[?#].*$/, ""));
    used.push(...own.filter((name) => name.startsWith(ROOT)));
    clearTimeout(timer);
    timer = setTimeout(() => whenFree(send), CALM);
  };
  whenFree(send);
  new PerformanceObserver(collect).observe({ type: "resource", buffered: true });
}

/**
 * Acts when nobody holds the lock "line": whoever does loads what a reader waits for, in any tab.
 * @param {() => void} act
 */
function whenFree(act) {
  if (navigator.locks) navigator.locks.request("line", act).catch(act);
  else act();
}

async function begin() {
  try {
    await navigator.serviceWorker.register(WORKER, { scope: ROOT, updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    if (active) report(active);
  } catch {
    // Storage is full or forbidden; the page is as it was.
  }
}

/** Chromium's alone, and unknown to TypeScript. @type {(page: Navigator & {connection?: {saveData: boolean}}) => boolean} */
const saves = ({ connection }) => Boolean(connection?.saveData);

if (globalThis.navigator?.serviceWorker && !saves(navigator)) {
  const later = () => setTimeout(begin, CALM);
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
}
