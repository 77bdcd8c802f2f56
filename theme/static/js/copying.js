// Buttons that put a text of the page on the clipboard: `data-copies` is the id of its element.

/**
 * Copies `text`; whether it is on the clipboard.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not on this page, or the reader has forbidden it
  }
}

/**
 * Selects what `element` shows, so that the reader's own keys copy it.
 * @param {Element} element
 * @param {Document} page
 */
export function select(element, page) {
  const range = page.createRange();
  range.selectNodeContents(element);
  const selection = page.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/**
 * Gives the buttons of `page` their meaning.
 * @param {Document} page
 */
export function wireCopying(page) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-copies]"))) {
    const element = page.getElementById(button.dataset.copies ?? "");
    if (!element) continue;
    const status = button.closest("section")?.querySelector("[role=status]");
    button.addEventListener("click", async () => {
      const done = await copy(element.textContent ?? "");
      if (!done) select(element, page);
      if (status) status.textContent = done ? "Copied" : "Selected: copy it with your keys";
    });
  }
}
