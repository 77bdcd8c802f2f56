// A classic script of the head, behind the styles: sets the reader's choice of theme before anything
// is painted, and later gives the button its meaning. Without a choice the system's preference holds.
// It also has the text wait for its fonts, below the title, which does not: see fonts.css.
(() => {
  const KEY = "theme";
  const TITLE = ['1em "Source Serif 4"', "1em Inter"];
  const FIRST = [
    "1em KaTeX_Main",
    "italic 1em KaTeX_Math",
    'italic 1em "Source Serif 4"',
    ...TITLE,
  ];
  const LATER = [
    "1em KaTeX_Size1",
    "1em KaTeX_Size2",
    "1em KaTeX_Size3",
    "1em KaTeX_Size4",
    "1em KaTeX_AMS",
    '1em "Source Code Pro"',
  ];
  const LATIN = "a";
  const LETTERS = `${LATIN}β`; // Latin and Greek are files of their own
  const PATIENCE = 5000; // milliseconds; from then on stand-ins are better than nothing
  const FIRST_PARTS = ".article-body > section:first-of-type > *";
  const SHARE = 50; // elements that are laid out in one frame
  /** @type {Record<string, string>} */
  const NEXT = { auto: "light", light: "dark", dark: "auto" };
  const root = document.documentElement;

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

  /** @type {(key: string, value: string | null) => void} */
  const store = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // The choice then lasts as long as the page.
    }
  };

  /** @type {(theme: string | null) => void} */
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

  /** @type {(fonts: string[], letters?: string) => Promise<unknown>} */
  const load = (fonts, letters = LETTERS) =>
    Promise.allSettled(fonts.map((font) => document.fonts.load(font, letters)));

  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  const painted = () =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  /** When the title is seen: while the page is still coming, or, where a browser does not tell, then. */
  const seen = () =>
    new Promise((done) => {
      parsed.then(painted).then(done);
      if (!globalThis.PerformanceObserver) return;
      const told = new PerformanceObserver((list) => {
        if (list.getEntriesByName("first-contentful-paint").length) done(told.disconnect());
      });
      told.observe({ type: "paint", buffered: true });
    });
  const patience = () => new Promise((done) => setTimeout(done, PATIENCE));

  /** The element that the address leads to, or null; of a figure's state, the figure. */
  const place = () => {
    const [id] = location.hash.slice(1).split("?");
    try {
      return document.getElementById(decodeURIComponent(id));
    } catch {
      return null; // the address is not encoded as it should be
    }
  };

  /**
   * Lays out `parts` of the text, a few in each frame: no pause is long enough to be felt.
   * @type {(parts: HTMLElement[]) => void}
   */
  const layOut = (parts) => {
    for (let room = SHARE; room > 0; ) {
      const part = parts.shift();
      if (!part) break;
      room -= 1 + part.querySelectorAll("*").length;
      delete part.dataset.later;
    }
    root.classList.toggle("laying", parts.length > 0);
    if (parts.length) requestAnimationFrame(() => setTimeout(layOut, 0, parts));
  };

  /** Shows the text, and, as the browser could not, the place that the reader has come for. */
  const show = () => {
    const target = place();
    // Who is still at the title sees nothing of the first section being laid out.
    /** @type {NodeListOf<HTMLElement>} */
    const first = document.querySelectorAll(FIRST_PARTS);
    const parts = target || scrollY ? [] : [...first];
    for (const part of parts) part.dataset.later = "";
    root.classList.remove("waiting", "stand-ins");
    layOut(parts);
    if (!target || scrollY) return;
    // Its section and the one before are laid out, so that nothing above the place can still grow.
    const section = target.closest(".article-body > section");
    for (const near of [section?.previousElementSibling, section]) {
      if (near) /** @type {HTMLElement} */ (near).dataset.open = "";
    }
    target.scrollIntoView();
  };

  /** The title is painted at once; a visit to a place in the text shows that with its fonts. */
  const begin = async () => {
    // The title first: fonts would share the line with it. A place in the text needs them at once.
    if (!location.hash) {
      await seen();
      load(TITLE, LATIN).then(() => root.classList.remove("stand-ins"));
    }
    const fonts = location.hash ? load([...FIRST, ...LATER]) : load(FIRST);
    await parsed;
    await Promise.race([fonts, patience()]);
    show();
    load(LATER);
  };

  root.classList.add("js", "waiting");
  root.classList.add(location.hash ? "deep" : "stand-ins");
  apply(stored(KEY));
  document.addEventListener("DOMContentLoaded", wire);
  begin();
})();
