// A classic script of the head: sets the reader's choice of theme before anything is painted, and
// later gives the button its meaning. Without a choice the system's preference holds. On a first
// visit it also lets the text and its one font arrive before all other fonts (see fonts.css).
(() => {
  const KEY = "theme";
  const FONTS = "fonts";
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

  const askForFonts = () => {
    // The second frame begins when the first has been painted.
    requestAnimationFrame(() => requestAnimationFrame(() => root.classList.remove("first-paint")));
    document.fonts.ready.then(() => store(FONTS, "known"));
  };

  root.classList.add("js");
  if (!stored(FONTS)) root.classList.add("first-paint");
  apply(stored(KEY));
  document.addEventListener("DOMContentLoaded", () => {
    wire();
    askForFonts();
  });
})();
