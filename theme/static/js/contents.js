// Tells the reader at which layer they are: marks the section under the reading line in the
// contents and in the bar of narrow screens, whose button opens the contents as a sheet.

/** The reading line as an IntersectionObserver's margin: two fifths down the window. */
export const READING_LINE = "-40% 0px -60% 0px";

/**
 * The section being read after a change, as its index, or -1 above the first.
 *
 * Below the last section (the footer) and between two sections the last one read stays current.
 * @param {number} current
 * @param {{index: number, crosses: boolean, below: boolean}[]} changes  `below`: the section
 *   lies below the reading line
 */
export function sectionRead(current, changes) {
  const crossing = changes.find((change) => change.crosses);
  if (crossing) return crossing.index;
  return changes.some((change) => change.index === 0 && change.below) ? -1 : current;
}

/** Follows the reader through the sections of `page`, a document with the theme's markup. */
export function followDepth(page) {
  const sections = [...page.querySelectorAll(".article-body > section")];
  const links = [...page.querySelectorAll(".contents .core a")];
  const bar = page.querySelector(".depth-bar");
  if (!sections.length || sections.length !== links.length || !bar) return;
  let current = -1;
  const observer = new IntersectionObserver(
    (entries) => {
      const next = sectionRead(current, entries.map((entry) => change(entry, sections)));
      if (next === current) return;
      current = next;
      mark(links, current);
      name(bar, links[current]?.parentElement, current);
    },
    { rootMargin: READING_LINE },
  );
  for (const section of sections) observer.observe(section);
  openContents(page, bar.querySelector("button"));
}

function change(entry, sections) {
  return {
    index: sections.indexOf(entry.target),
    crosses: entry.isIntersecting,
    below: entry.boundingClientRect.top > 0,
  };
}

function mark(links, current) {
  for (const [index, link] of links.entries()) {
    if (index === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function name(bar, item, current) {
  bar.classList.toggle("shown", current >= 0);
  if (!item) return;
  const number = item.dataset.number;
  bar.dataset.stratum = item.dataset.stratum;
  bar.querySelector(".depth-bar-number").textContent = number ? `Layer ${number}` : "";
  bar.querySelector(".depth-bar-title").textContent = item.dataset.title;
  const stretches = bar.querySelectorAll(".depth-bar-core i");
  for (const [index, stretch] of stretches.entries()) {
    stretch.classList.toggle("current", index === current);
  }
}

function openContents(page, button) {
  const sheet = page.querySelector(".contents-sheet");
  button.addEventListener("click", () => {
    const list = page.querySelector(".contents .core").cloneNode(true);
    sheet.querySelector(".core")?.remove();
    sheet.prepend(list);
    sheet.showModal();
    list.querySelector("[aria-current]")?.focus();
  });
  sheet.addEventListener("click", (event) => {
    const closes = event.target === sheet || event.target.closest("a, button");
    if (closes) sheet.close();
  });
}
