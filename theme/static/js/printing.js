// What a page needs for paper and no screen has: folds stand open, and where links lead stands at the
// end, as notes. All of it is taken back afterwards.

const LINKS = '.article-body a[href^="http"]';
const LISTED = ".references"; // an entry says itself where it leads

/** The addresses of `links` in their order, each once, and for each link its number from 1. */
export function numbered(links) {
  const addresses = [...new Set(links)];
  return { addresses, numbers: links.map((link) => addresses.indexOf(link) + 1) };
}

function noteLinks(page) {
  const links = [...page.querySelectorAll(LINKS)].filter((link) => !link.closest(LISTED));
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
  page.querySelector(".article-body").append(notes);
  return [...marks, notes];
}

function openFolds(page) {
  const closed = [...page.querySelectorAll(".article-body details:not([open])")];
  for (const fold of closed) fold.open = true;
  return closed;
}

/** Readies `page` for paper whenever it is printed. */
export function watchPrinting(page) {
  let added = [];
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
