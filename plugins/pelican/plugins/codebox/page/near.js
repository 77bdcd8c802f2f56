/**
 * When something that lies out of sight is worth its cost: a text field, above all, which the browser
 * looks over for autofill and has to lay out, with the whole section in which it stands.
 */

const NEAR = "1200px 0px";
const LATE = 6000; // milliseconds; for readers who hear the page, and neither scroll nor type

/**
 * Calls `then` once: as `element` nears the window, at the first key or focus, or at last when the
 * page has long been at rest. Returns a function that does so at once, or never if told `false`.
 * @param {Element} element
 * @param {() => void} then
 */
export function whenNear(element, then) {
  const done = new AbortController();
  const finish = (wanted = true) => {
    if (done.signal.aborted) return;
    done.abort();
    observer.disconnect();
    clearTimeout(timer);
    if (wanted) then();
  };
  const observer = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && finish(),
    { rootMargin: NEAR },
  );
  const timer = setTimeout(() => finish(), LATE);
  observer.observe(element);
  for (const kind of ["keydown", "focusin"]) {
    addEventListener(kind, () => finish(), { capture: true, signal: done.signal });
  }
  return finish;
}
