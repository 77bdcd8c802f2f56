// What a page needs for paper and no screen has: folds stand open, and where links lead stands at the
// end, as notes. All of it is taken back afterwards.

const LINKS = '.article-body a[href^="http"]';
const LISTED = ".references"; // an entry says itself where it leads

/**
 * The addresses of `links` in their order, each once, and for each link its number from 1.
 * @param {string[]} links
 */
export function numbered(links) {
  const addresses = [...new Set(links)];
  return { addresses, numbers: links.map((link) => addresses.indexOf(link) + 1) };
}

/**
 * @param {Document} page
 * @returns {Element[]} what was added
 */
function noteLinks(page) {
  const all = /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll(LINKS));
  const links = [...all].filter((link) => !link.closest(LISTED));
  if (!links.length) return [];
  const { addresses, numbers } = numbered(links.map((link) => link.href));
  const marks = links.map((link, at) => {
    const mark = page.createElement("sup");
    mark.className = "link-mark";
    mark.textContent = `[${numbers[at]}]`;
    link.after(mark);
    return mark;
  });
  const notes = page.createElement("section");
  notes.className = "link-notes";
  const title = page.createElement("h2");
  title.textContent = "Links";
  const list = page.createElement("ol");
  for (const address of addresses) {
    const item = page.createElement("li");
    item.textContent = address;
    list.append(item);
  }
  notes.append(title, list);
  page.querySelector(".article-body")?.append(notes);
  return [...marks, notes];
}

/** @param {Document} page */
function openFolds(page) {
  const folds = page.querySelectorAll(".article-body details:not([open])");
  const closed = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (folds)];
  for (const fold of closed) fold.open = true;
  return closed;
}

/**
 * Readies `page` for paper whenever it is printed.
 * @param {Document} page
 */
export function watchPrinting(page) {
  /** @type {Element[]} */
  let added = [];
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    if (added.length || !page.querySelector(".article-body")) return;
    added = noteLinks(page);
    opened = openFolds(page);
  });
  addEventListener("afterprint", () => {
    for (const element of added) element.remove();
    for (const fold of opened) fold.open = false;
    added = [];
    opened = [];
  });
}
