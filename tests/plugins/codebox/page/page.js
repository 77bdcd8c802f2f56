/** A page for scripts of the box, in Node: happy-dom's, as their globals. Nothing in it is laid out. */

import { Window } from "happy-dom";

const page = new Window({ url: "https://site.test/article/" });

const GLOBALS = [
  "CSS",
  "CustomEvent",
  "Event",
  "HTMLElement",
  "Image",
  "IntersectionObserver",
  "KeyboardEvent",
  "MutationObserver",
  "Node",
  "Text",
  "document",
  "getComputedStyle",
  "history",
  "localStorage",
  "location",
  "navigator",
  "window",
];
for (const name of GLOBALS) {
  Object.defineProperty(globalThis, name, { value: page[name], configurable: true, writable: true });
}
for (const name of ["addEventListener", "requestAnimationFrame", "scrollBy"]) {
  globalThis[name] = page[name].bind(page);
}

const BUTTONS = ["run", "check", "stop", "reset", "copy", "share", "expand"];

/** A box as the press makes it. */
export function put(code, { name = "first", runtime = "https://site.test/runtime/", check = "" } = {}) {
  const root = document.createElement("div");
  root.className = "codebox";
  Object.assign(root.dataset, { codebox: name, runtime, download: "5900000" });
  if (check) root.dataset.check = check;
  const wanted = BUTTONS.filter((action) => check || action !== "check");
  root.innerHTML = `
    <div class="codebox-code highlight"><pre><code></code></pre></div>
    <div class="codebox-tools" hidden>
      ${wanted.map((one) => `<button type="button" data-action="${one}" disabled>${one}</button>`).join("")}
    </div>
    <div class="codebox-foot" hidden>
      <p class="codebox-status" role="status"></p><p class="codebox-keys" id="codebox-${name}-keys"></p>
    </div>
    <div class="codebox-output" hidden>
      <div class="codebox-log" role="log"><p class="codebox-placeholder">Output will appear here</p></div>
    </div>`;
  root.querySelector("code").textContent = code;
  document.body.append(root);
  return root;
}

/** The page as it was: no boxes, nothing kept, no code in its address, and nothing put off till later. */
export function emptied() {
  page.dispatchEvent(new Event("focusin")); // what waits for a reader, or a while, comes now
  document.body.replaceChildren();
  localStorage.clear();
  history.replaceState(null, "", "/article/");
}

/** Ends what the page still has on its way: the tests' process would wait for it. */
export const closed = () => {
  page.happyDOM.abort();
};
