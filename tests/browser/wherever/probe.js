// What the article is like in any browser: fonts, line ends, copies. It leaves its findings where
// the drivers look for them.

const WIDTHS = [320, 350, 390, 430, 480];
const MARK = /^[^\s\w([{]/;

/** The text right behind `element`, whatever element it is in. */
function textAfter(element) {
  const texts = document.createTreeWalker(element.closest("section"), NodeFilter.SHOW_TEXT);
  texts.currentNode = element;
  let text;
  do text = texts.nextNode();
  while (text && (element.contains(text) || !text.data));
  return text;
}

/** Formulas whose mark has gone to the next line, at the widths of phones. */
function strays() {
  const formulas = [...document.querySelectorAll(".katex")].filter((one) => !one.closest(".katex-display"));
  const marked = formulas.map((one) => [one, textAfter(one)]).filter(([, text]) => text && MARK.test(text.data));
  const found = [];
  const root = document.body;
  // The columns of a phone: the window may be wider.
  for (const side of ["start", "end"]) root.style.setProperty(`--column-${side}`, "18px");
  for (const width of WIDTHS) {
    root.style.width = `${width}px`;
    for (const [formula, text] of marked) {
      const base = [...formula.querySelectorAll(".katex-html > .katex-base")].pop();
      const range = document.createRange();
      range.setStart(text, 0);
      range.setEnd(text, 1);
      const mark = range.getBoundingClientRect();
      const end = base.getBoundingClientRect();
      const isBelow = (mark.top + mark.bottom) / 2 > end.bottom;
      if (mark.width && isBelow && mark.left < end.right - 8) {
        const tex = formula.querySelector("annotation").textContent;
        found.push([width, tex + text.data.slice(0, 12)]);
      }
    }
  }
  root.style.width = "";
  return [marked.length, found];
}

function copyOf(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const clipboardData = new DataTransfer();
  const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
  element.dispatchEvent(event);
  getSelection().removeAllRanges();
  return event.clipboardData.getData("text/plain");
}

const paragraph = (words) => [...document.querySelectorAll("p")].find((p) => p.textContent.startsWith(words));

addEventListener("load", async () => {
  const busy = () => document.documentElement.matches(".waiting, .laying");
  while (busy()) await new Promise((done) => setTimeout(done, 50));
  const fonts = ["1em KaTeX_Main", '1em "Source Serif 4"', "1em Inter"];
  const loaded = fonts.filter((font) => document.fonts.check(font));
  for (const section of document.querySelectorAll(".article-body > section")) section.dataset.open = "";
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  await new Promise((done) => setTimeout(done, 500));
  const results = {
    fonts: loaded.length === fonts.length ? "all" : loaded.join(),
    family: getComputedStyle(paragraph("Start with the plainest")).fontFamily.split(",")[0],
    copied: copyOf(paragraph("Start with the plainest")),
    strays: JSON.stringify(strays()),
  };
  document.documentElement.dataset.results = JSON.stringify(results);
});
