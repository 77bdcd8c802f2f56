// Only in authors' pages: reloads a page that was built anew, and lays the errors of a build that
// failed over the last good page until they are mended.

const MINE = Number(new URL(import.meta.url).searchParams.get("built"));

const STYLE = `
  :host { all: initial; position: fixed; inset: 0; width: 100%; height: 100%; margin: 0; padding: 0;
    border: 0; overflow: auto; background: rgb(20 20 24 / 0.95); color: #f4f4f6; color-scheme: dark }
  main { max-width: 46rem; margin: 10vh auto; padding: 0 1.5rem;
    font: 1rem/1.5 system-ui, sans-serif }
  h1 { font-size: 1.15rem; margin: 0 0 1rem; color: #ff9d8f }
  ol { list-style: none; margin: 0 0 1.5rem; padding: 0 }
  li { margin: 0 0 0.8rem; padding: 0.6rem 0.8rem; border-left: 3px solid #ff9d8f;
    background: #2b2b31; overflow-wrap: anywhere }
  code { display: block; font: 600 0.85rem/1.5 ui-monospace, monospace; color: #9ecbff }
  button { font: inherit; padding: 0.3rem 0.9rem; color: inherit; background: none;
    border: 1px solid currentcolor; border-radius: 4px; cursor: pointer }
  button:focus-visible { outline: 2px solid #9ecbff; outline-offset: 2px }
`;

// file:line: what is wrong, what to do
const ERROR = /^(?<place>\S[^:]*:\d+): (?<message>.*)$/s;

/**
 * @param {string} name
 * @param {string | Node} text
 * @param {(string | Node)[]} children
 */
function element(name, text, ...children) {
  const made = document.createElement(name);
  made.append(text, ...children);
  return made;
}

/** @param {string} line */
function item(line) {
  const { place = "", message = line } = ERROR.exec(line)?.groups ?? {};
  return element("li", place && element("code", place), message);
}

/** @param {string[]} errors */
function overlay(errors) {
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [style];
  const hide = element("button", "Show the last good page (Esc)");
  const list = element("ol", "", ...errors.map(item));
  const title = element("h1", "The build failed");
  const main = element("main", title, list, hide);
  main.setAttribute("role", "alert");
  shadow.append(main);
  hide.addEventListener("click", () => host.remove());
  host.addEventListener("keydown", (event) => event.key === "Escape" && host.remove());
  host.popover = "manual"; // in the top layer, above whatever the page has
  host.dataset.errors = "";
  return host;
}

/** @type {HTMLElement | null} */
let shown = null;

/** @param {string[]} errors */
function show(errors) {
  shown?.remove();
  shown = errors.length ? overlay(errors) : null;
  if (!shown) return;
  document.body.append(shown);
  shown.showPopover();
  shown.shadowRoot?.querySelector("button")?.focus({ preventScroll: true });
}

/** @type {EventSource | null} */
let source = null;

// A page that nobody looks at does not hold one of the few connections that a browser allows.
function listen() {
  source?.close();
  source = document.hidden ? null : new EventSource("/.author/news");
  source?.addEventListener("message", ({ data }) => {
    const { built, errors } = JSON.parse(data);
    if (built === MINE) show(errors);
    else location.reload();
  });
}

addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", listen);
document.addEventListener("visibilitychange", listen);
