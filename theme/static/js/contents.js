// Tells the reader at which layer they are: marks the section under the reading line in the
// contents and in the bar of narrow screens, whose button opens the contents as a sheet.

/** The reading line: two fifths down the window, as depth.css has it for the gauge. */
export const LINE = 0.4;

/**
 * The section being read, as its index, or -1 above the first.
 * @param {number[]} tops  the sections' upper edges, in reading order
 * @param {number} line  the reading line, on the same scale
 */
export function sectionRead(tops, line) {
  return tops.findLastIndex((top) => top <= line);
}

/**
 * Follows the reader through the sections of `page`, a document with the theme's markup.
 * @param {Document} page
 */
export function followDepth(page) {
  const sections = [...page.querySelectorAll(".article-body > section")];
  const links = [...page.querySelectorAll(".contents .core a")];
  const bar = /** @type {HTMLElement | null} */ (page.querySelector(".depth-bar"));
  if (!sections.length || sections.length !== links.length || !bar) return;
  let current = -1;
  const follow = () => {
    const tops = sections.map((section) => section.getBoundingClientRect().top);
    const next = sectionRead(tops, window.innerHeight * LINE);
    if (next === current) return;
    current = next;
    mark(links, current);
    place(bar, links[current]?.parentElement, current);
  };
  const rootMargin = `${-100 * LINE}% 0px ${-100 * (1 - LINE)}% 0px`;
  const observer = new IntersectionObserver(follow, { rootMargin });
  for (const section of sections) observer.observe(section);
  openContents(page, found(bar, "button"));
}

/**
 * What `selector` finds in the theme's own markup, where it must be.
 * @param {ParentNode} within
 * @param {string} selector
 */
function found(within, selector) {
  const element = within.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
  return element;
}

/**
 * @param {Element[]} links
 * @param {number} current
 */
function mark(links, current) {
  for (const [index, link] of links.entries()) {
    if (index === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/**
 * @param {HTMLElement} bar
 * @param {HTMLElement | null | undefined} item
 * @param {number} current
 */
function place(bar, item, current) {
  bar.classList.toggle("shown", current >= 0);
  if (!item) return;
  const number = item.dataset.number;
  bar.dataset.stratum = item.dataset.stratum;
  found(bar, ".depth-bar-number").textContent = number ? `Layer ${number}` : "";
  found(bar, ".depth-bar-title").textContent = item.dataset.title ?? "";
  const stretches = bar.querySelectorAll(".depth-bar-core i");
  for (const [index, stretch] of stretches.entries()) {
    stretch.classList.toggle("current", index === current);
  }
}

/**
 * @param {Document} page
 * @param {HTMLElement} button
 */
function openContents(page, button) {
  const sheet = /** @type {HTMLDialogElement} */ (found(page, ".contents-sheet"));
  button.addEventListener("click", () => {
    const list = /** @type {HTMLElement} */ (found(page, ".contents .core").cloneNode(true));
    sheet.querySelector(".core")?.remove();
    sheet.prepend(list);
    sheet.showModal();
    /** @type {HTMLElement | null} */ (list.querySelector("[aria-current]"))?.focus();
  });
  sheet.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const closes = target === sheet || target.closest("a, button");
    if (closes) sheet.close();
  });
}

/**
 * Notes beside each section of the contents how many of its exercises this browser has solved.
 * @param {Document} page
 */
export function countSolved(page) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll(".contents .core a"))) {
    const section = page.getElementById(link.hash.slice(1))?.closest("section");
    const exercises = section?.querySelectorAll("[data-check]") ?? [];
    const solved = [...exercises].filter((box) => box.hasAttribute("data-solved"));
    link.querySelector(".core-solved")?.remove();
    if (!solved.length) continue;
    const note = page.createElement("span");
    note.className = "core-solved";
    note.textContent = `${solved.length} of ${exercises.length} solved`;
    link.append(note);
  }
}
