// Copied formulas are TeX, each once. On its own a browser would copy what is seen, what screen
// readers read and the TeX, one after the other. KaTeX's own handler (contrib/copy-tex) gives the
// text of the sources: with their line ends, and with what is only in drawings.

const FORMULA = ".katex";
const DISPLAYED = ".katex-display";
const HIDDEN = "script, style, svg";

/**
 * What stands for a formula in a text: its TeX between dollars.
 * @param {Element} formula
 * @param {Element | null} displayed what shows it on a line of its own
 */
export function texOf(formula, displayed) {
  const tex = formula.querySelector("annotation")?.textContent.trim() ?? formula.textContent;
  return displayed ? `$$${tex}$$` : `$${tex}$`;
}

/**
 * The range with the whole of a formula that it begins or ends in.
 * @param {Range} range
 */
function widened(range) {
  const whole = range.cloneRange();
  const formulaOf = (/** @type {Node} */ node) =>
    ("closest" in node ? /** @type {Element} */ (node) : node.parentElement)?.closest(FORMULA);
  const first = formulaOf(range.startContainer);
  const last = formulaOf(range.endContainer);
  if (first) whole.setStartBefore(first.closest(DISPLAYED) ?? first);
  if (last) whole.setEndAfter(last.closest(DISPLAYED) ?? last);
  return whole;
}

/**
 * Puts TeX in the place of each formula below `root`.
 * @param {Element} root
 * @param {Document} page
 */
function replace(root, page) {
  for (const part of root.querySelectorAll(HIDDEN)) part.remove();
  for (const formula of root.querySelectorAll(FORMULA)) {
    const display = formula.closest(DISPLAYED);
    const text = page.createTextNode(texOf(formula, display));
    if (!display) formula.replaceWith(text);
    else {
      const block = page.createElement("div");
      block.append(text);
      display.replaceWith(block);
    }
  }
}

/**
 * What a selection in `page` is as text and as HTML, or null if no formula is in it.
 * @param {Selection | null} selection
 * @param {Document} page
 */
export function copied(selection, page) {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const holder = page.createElement("div");
  for (let at = 0; at < selection.rangeCount; at += 1) {
    holder.append(widened(selection.getRangeAt(at)).cloneContents());
  }
  if (!holder.querySelector(FORMULA)) return null;
  replace(holder, page);
  const html = holder.innerHTML;
  // Only what is laid out has the line ends that a reader sees.
  holder.style.cssText = "position: fixed; inset-block-start: 100%; white-space: normal";
  page.body.append(holder);
  const text = holder.innerText.trim();
  holder.remove();
  return { text, html };
}

if (globalThis.document) {
  document.addEventListener("copy", (event) => {
    const { clipboardData } = event;
    const found = clipboardData && copied(getSelection(), document);
    if (!found) return;
    clipboardData.setData("text/plain", found.text);
    clipboardData.setData("text/html", found.html);
    event.preventDefault();
  });
}
