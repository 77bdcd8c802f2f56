// A classic script of the head: sets the reader's choice of theme before anything is painted, and
// later gives the button its meaning. Without a choice the system's preference holds.
(() => {
  const KEY = "theme";
  const NEXT = { auto: "light", light: "dark", dark: "auto" };
  const root = document.documentElement;

  /** The stored choice; storage may be forbidden. */
  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };

  const store = (theme) => {
    try {
      if (theme === "auto") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
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
      store(theme);
      tell();
    });
    tell();
  };

  root.classList.add("js");
  apply(stored());
  document.addEventListener("DOMContentLoaded", wire);
})();
