// What a figure does by itself, once: when a reader first sees it, and until they do something there.

const TOUCHES = ["pointerdown", "keydown", "input", "focusin", "figure:link"];
const SEEN = 0.5; // of the drawing, or of the window where that is less
const OPENED = "opened"; // also when another drawing has taken the first one's place
const SHARES = [0, 0.25, SEEN];

/** @type {(entry: IntersectionObserverEntry) => boolean} */
const inView = ({ intersectionRatio, intersectionRect, rootBounds }) =>
  intersectionRatio >= SEEN || (rootBounds !== null && intersectionRect.height >= SEEN * rootBounds.height);

/**
 * Plays `figure` when it first comes into view, unless a link has set its state or a reader was there
 * before; it pauses at the first touch. The player's own button does what it says.
 * @param {import("./live.js").Figure} figure
 * @param {{button: HTMLElement, play: () => void, pause: () => void}} player
 */
export function onceSeen({ root, signal, svg }, { button, play, pause }) {
  if (OPENED in root.dataset) return;
  root.dataset[OPENED] = "";
  let playing = false;
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(inView)) return;
      observer.disconnect();
      playing = !location.hash.startsWith(`#${root.id}?`);
      if (playing) play();
      else end();
    },
    { threshold: SHARES },
  );
  const touched = (/** @type {Event} */ { target }) => end(target !== button);
  const end = (stops = true) => {
    observer.disconnect();
    for (const kind of TOUCHES) root.removeEventListener(kind, touched, true);
    if (playing && stops) pause();
  };
  for (const kind of TOUCHES) root.addEventListener(kind, touched, true);
  observer.observe(svg);
  signal.addEventListener("abort", () => end());
}
