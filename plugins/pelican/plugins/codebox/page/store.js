/** A reader's edits, kept in this browser, per page and box. */

const key = (name) => `codebox:${location.pathname}:${name}`;

/** The edited code, or null; null too where the browser keeps nothing. */
export function edited(name) {
  try {
    return localStorage.getItem(key(name));
  } catch {
    return null;
  }
}

/** Keeps `code`, or forgets what was kept if it is null. */
export function keep(name, code) {
  try {
    if (code === null) localStorage.removeItem(key(name));
    else localStorage.setItem(key(name), code);
  } catch {
    // full or forbidden: the edits last as long as the page
  }
}
