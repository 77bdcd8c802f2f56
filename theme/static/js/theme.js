// A classic script of the head: sets the reader's choice of theme before anything is painted, and
// later gives the button its meaning. Without a choice the system's preference holds. On a first
// visit it also lets the text be painted before any font is asked for (see fonts.css).
(() => {
  const KEY = "theme";
  const FONTS = "fonts";
  const FIRST = [
    '1em "Source Serif 4"',
    'italic 1em "Source Serif 4"',
    "1em Inter",
    "1em KaTeX_Main",
    "italic 1em KaTeX_Math",
  ];
  const PARTS = "body > :not(main), .title-page > *, .article-body > section > *";
  const SHARE = 50; // elements that are set anew in one frame
  const NEXT = { auto: "light", light: "dark", dark: "auto" };
  const root = document.documentElement;

  /** What is stored under `key`; storage may be forbidden. */
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const store = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // The choice then lasts as long as the page.
    }
  };

  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };

  const current = () => root.dataset.theme ?? "auto";

  const wire = () => {
    const button = document.querySelector(".theme-toggle");
    const name = button?.querySelector(".theme-toggle-name");
    if (!name) return;
    const tell = () => {
      name.textContent = current();
    };
    button.addEventListener("click", () => {
      const theme = NEXT[current()];
      apply(theme);
      store(KEY, theme === "auto" ? null : theme);
      tell();
    });
    tell();
  };

  /** The parts of the page that are laid out, in groups of about SHARE elements. */
  const groups = () => {
    const found = [];
    let room = 0;
    for (const part of document.querySelectorAll(PARTS)) {
      if (part.checkVisibility?.({ contentVisibilityAuto: true }) === false) continue;
      if (room <= 0) {
        found.push([]);
        room = SHARE;
      }
      found.at(-1).push(part);
      room -= 1 + part.querySelectorAll("*").length;
    }
    return found;
  };

  const handOut = ([group, ...others]) => {
    if (!group) {
      root.classList.remove("first-paint");
      store(FONTS, "known");
      return;
    }
    for (const part of group) part.dataset.fonts = "";
    // A frame of its own for each, begun when the one before has been painted.
    requestAnimationFrame(() => setTimeout(handOut, 0, others));
  };

  const askForFonts = async () => {
    await Promise.allSettled(FIRST.map((font) => document.fonts.load(font)));
    const found = groups();
    requestAnimationFrame(() => handOut(found));
  };

  /** After the first frame: the second begins when the first has been painted. */
  const afterPaint = (then) => requestAnimationFrame(() => requestAnimationFrame(then));

  root.classList.add("js");
  if (!stored(FONTS)) root.classList.add("first-paint");
  apply(stored(KEY));
  document.addEventListener("DOMContentLoaded", () => {
    wire();
    if (root.classList.contains("first-paint")) afterPaint(askForFonts);
  });
})();
