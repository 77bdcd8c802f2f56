// Names among the words of the page: which are there, which is under a pointer, which are in sight.

/** @typedef {Record<string, string[]>} Names Words by key. */

/** What has no names, or has them as code. */
const SKIPPED = "code, pre, svg, script, style, select, textarea, .katex, .visually-hidden, [hidden]";

/**
 * Finds names in texts; of two that begin at one place the longer one.
 * @param {Names} names
 */
export function finder(names) {
  /** @type {Map<string, string>} */
  const keys = new Map();
  for (const [key, words] of Object.entries(names)) for (const word of words) keys.set(word, key);
  const sorted = [...keys.keys()].sort((a, b) => b.length - a.length);
  const any = sorted.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${any})(?![\\p{L}\\p{N}_])`, "gu");
  return (/** @type {string} */ text) =>
    [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
      key: keys.get(word) ?? "",
      start: index,
      end: index + word.length,
    }));
}

/**
 * @param {Text} node
 * @param {{start: number, end: number}} place
 */
function rangeOf(node, { start, end }) {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range;
}

/**
 * The text node at a point, and the place in it.
 * @param {number} x
 * @param {number} y
 */
function caretAt(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  if (caret) return { node: caret.offsetNode, offset: caret.offset };
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/**
 * The key of the name at a point of the window, or "".
 * @param {ReturnType<typeof finder>} find
 * @param {number} x
 * @param {number} y
 */
export function nameAt(find, x, y) {
  const caret = caretAt(x, y);
  if (!(caret?.node instanceof Text) || caret.node.parentElement?.closest(SKIPPED)) return "";
  const { node, offset } = caret;
  const found = find(node.data).find(({ start, end }) => start <= offset && offset <= end);
  // The caret is also found beside a line's end.
  const boxes = found ? [...rangeOf(node, found).getClientRects()] : [];
  const within = boxes.some((box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom);
  return found && within ? found.key : "";
}

/**
 * What is not laid out is not asked for its place: all around it would be laid out for that.
 * @param {Element} element
 */
export function isInSight(element) {
  if (element.checkVisibility?.({ contentVisibilityAuto: true }) === false) return false;
  const { top, bottom, width, height } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight && (width > 0 || height > 0);
}

/**
 * The places in sight below `root` at which a name of `key` stands. What is out of sight is not gone
 * through: it may not be laid out.
 * @param {ReturnType<typeof finder>} find
 * @param {string} key
 * @param {Element} root
 * @returns {Range[]}
 */
export function placesOf(find, key, root) {
  const found = [];
  for (const node of root.childNodes) {
    if (node instanceof Text) {
      for (const place of find(node.data)) if (place.key === key) found.push(rangeOf(node, place));
    } else if (node instanceof Element && !node.matches(SKIPPED) && isInSight(node)) {
      found.push(...placesOf(find, key, node));
    }
  }
  return found;
}
