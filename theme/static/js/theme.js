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
  const LATER = [
    '1em "Source Code Pro"',
    "1em KaTeX_AMS",
    "1em KaTeX_Size1",
    "1em KaTeX_Size2",
    "1em KaTeX_Size3",
    "1em KaTeX_Size4",
  ];
  const LETTERS = "aβ"; // Latin and Greek are files of their own
  const PARTS =
    "body > :not(main), .page > *, .title-page > *, .article-body > :not(section), .article-body > section > *";
  const SHARE = 50; // elements that are set anew in one frame
  const CALM = 150; // milliseconds without scrolling
  /** @type {Record<string, string>} */
  const NEXT = { auto: "light", light: "dark", dark: "auto" };
  const root = document.documentElement;

  /** @type {() => NodeListOf<HTMLElement>} */
  const allParts = () => document.querySelectorAll(PARTS);

  /**
   * What is stored under `key`; storage may be forbidden.
   * @param {string} key
   */
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  /**
   * @param {string} key
   * @param {string | null} value
   */
  const store = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // The choice then lasts as long as the page.
    }
  };

  /** @param {string | null} theme */
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };

  const current = () => root.dataset.theme ?? "auto";

  const wire = () => {
    const button = document.querySelector(".theme-toggle");
    const name = button?.querySelector(".theme-toggle-name");
    if (!button || !name) return;
    const label = () => {
      name.textContent = current();
    };
    button.addEventListener("click", () => {
      const theme = NEXT[current()];
      apply(theme);
      store(KEY, theme === "auto" ? null : theme);
      label();
    });
    label();
  };

  /** @param {Element} part */
  const laidOut = (part) => part.checkVisibility?.({ contentVisibilityAuto: true }) !== false;

  /** The parts of the page that are laid out, in groups of about SHARE elements, found as asked for. */
  function* groups() {
    /** @type {HTMLElement[]} */
    let group = [];
    let room = SHARE;
    for (const part of allParts()) {
      if (!laidOut(part)) continue;
      group.push(part);
      room -= 1 + part.querySelectorAll("*").length;
      if (room > 0) continue;
      yield group;
      group = [];
      room = SHARE;
    }
    if (group.length) yield group;
  }

  /**
   * Is a reader, who has gone on from the top meanwhile, in the middle of `part`?
   * @param {HTMLElement} part
   */
  const inSight = (part) => {
    if (!scrollY || !laidOut(part) || /fixed|sticky/.test(getComputedStyle(part).position)) return false;
    const { top, bottom } = part.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  let scrolled = -Infinity;

  /** At its end the page is held by nothing when lines above become fewer. */
  const atEnd = () => scrollY > 0 && scrollY + innerHeight > root.scrollHeight - 2;

  /**
   * In the next frame, or in one in which nobody scrolls: what is out of sight is then sure to be.
   * @param {() => void} then
   */
  const whenCalm = (then) => {
    const wait = atEnd() ? CALM : scrolled + CALM - performance.now();
    if (wait > 0) setTimeout(whenCalm, wait, then);
    else requestAnimationFrame(then);
  };

  /**
   * Gives `parts` the fonts, but for those whose lines might move under a reader's eyes.
   * @param {HTMLElement[]} parts
   */
  const give = (parts) => {
    const held = parts.filter(inSight);
    for (const part of parts) if (!held.includes(part)) part.dataset.fonts = "";
    return held;
  };

  /** @param {string[]} fonts */
  const load = (fonts) =>
    Promise.allSettled(fonts.map((font) => document.fonts.load(font, LETTERS)));

  /** @param {Generator<HTMLElement[], void>} waiting */
  const handOut = (waiting) => {
    const { value } = waiting.next();
    if (!value) {
      load(LATER).then(() => whenCalm(handOutRest));
      return;
    }
    give(value);
    // A frame of its own for each, begun when the one before has been painted.
    requestAnimationFrame(() => setTimeout(whenCalm, 0, () => handOut(waiting)));
  };

  /** What is in sight gets them when it has gone out of sight. */
  const handOutRest = () => {
    const rest = Array.from(allParts());
    const waiting = new Set(give(rest.filter(({ dataset }) => !("fonts" in dataset))));
    if (!waiting.size) return end();
    const observer = new IntersectionObserver((entries) => {
      for (const { target } of entries.filter((entry) => !entry.isIntersecting)) {
        const part = /** @type {HTMLElement} */ (target);
        part.dataset.fonts = "";
        observer.unobserve(part);
        waiting.delete(part);
      }
      if (!waiting.size) end();
    });
    for (const part of waiting) observer.observe(part);
  };

  /** The class stays: by now it says nothing to any part, and to take it away sets all of them anew. */
  const end = () => store(FONTS, "known");

  const askForFonts = async () => {
    await load(FIRST);
    whenCalm(() => handOut(groups()));
  };

  /**
   * After the first frame: the second begins when the first has been painted.
   * @param {() => void} then
   */
  const afterPaint = (then) => requestAnimationFrame(() => requestAnimationFrame(then));

  const openAll = () => root.classList.remove("title-first");

  /** The first section is laid out in a frame of its own. */
  const open = () => {
    const section = /** @type {HTMLElement | null} */ (
      document.querySelector(".article-body > section")
    );
    if (section) section.dataset.open = "";
    requestAnimationFrame(() => setTimeout(openAll));
  };

  /** The text below the title is laid out when the title has been painted. */
  const titleFirst = () => {
    root.classList.add("title-first");
    new PerformanceObserver(open).observe({ type: "paint", buffered: true });
    document.addEventListener("DOMContentLoaded", () => afterPaint(open));
    addEventListener("load", openAll); // who goes to a place in the text then finds it laid out
  };

  root.classList.add("js");
  const first = !stored(FONTS);
  if (first) root.classList.add("first-visit");
  if (first && !location.hash) titleFirst();
  apply(stored(KEY));
  document.addEventListener("DOMContentLoaded", () => {
    wire();
    if (!first) return;
    addEventListener("scroll", () => (scrolled = performance.now()), { passive: true });
    afterPaint(askForFonts);
  });
})();
