/**
 * Plays the behaviours or the escapes in the page, in whichever browser this is, and leaves the
 * results in `data-results`: by title, "" or what went wrong.
 */

const query = new URLSearchParams(location.search);

/** The hand of a reader at the box `name`. */
export class Hand {
  constructor(name) {
    this.root = document.querySelector(`[data-codebox="${name}"]`);
  }

  button(label) {
    const found = [...this.root.querySelectorAll("button")].find(
      (button) => button.textContent === label,
    );
    if (!found) throw new Error(`no button ${label}; ${this.status}`);
    return found;
  }

  click(label) {
    this.button(label).click();
  }

  get status() {
    return this.root.querySelector("[role=status]").textContent;
  }

  get log() {
    return this.root.querySelector("[role=log]");
  }

  get text() {
    return this.log.textContent;
  }

  get busy() {
    return this.button("Stop").ariaDisabled === "false";
  }

  get editor() {
    return this.root.querySelector('textarea, [role="textbox"]');
  }

  /** What the reader sees in the editor. */
  get code() {
    const lines = [...this.root.querySelectorAll(".cm-line")];
    if (lines.length) return lines.map((line) => line.textContent).join("\n");
    const shown = this.root.querySelector(".codebox-code code");
    return this.editor?.value ?? shown.textContent.replace(/\n$/, "");
  }

  write(code) {
    this.root.dispatchEvent(new CustomEvent("codebox:code", { detail: { code, notice: "" } }));
  }

  start(code) {
    this.write(code);
    this.click("Run");
  }

  /** Runs `code` and waits for its end. */
  async run(code) {
    this.start(code);
    await until(() => !this.busy, () => `still ${this.status}`);
    return this.text;
  }
}

/** What the status line says from now on. */
export function record(hand) {
  const told = [];
  const all = { subtree: true, childList: true, characterData: true };
  new MutationObserver(() => told.push(hand.status)).observe(hand.root, all);
  return told;
}

export async function until(ready, told = () => "never happened", patience = 60_000) {
  const end = performance.now() + patience;
  while (!ready()) {
    if (performance.now() > end) throw new Error(`${told()} after ${patience / 1000} s`);
    await sleep(5);
  }
}

export const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

export function equal(found, wanted) {
  if (found !== wanted) throw new Error(`${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}

export function matches(found, pattern) {
  if (!pattern.test(found)) throw new Error(`${JSON.stringify(found)} does not match ${pattern}`);
}

async function play() {
  const { all } = await import(`./${query.get("play")}.js`);
  await until(() => document.querySelectorAll("[data-ready]").length, () => "no box is ready");
  const results = {};
  for (const [title, act] of Object.entries(all)) {
    if (query.has("only") && title !== query.get("only")) continue;
    document.title = title;
    try {
      results[title] = (await act()) ?? "";
    } catch (error) {
      results[title] = String(error?.message ?? error);
    }
  }
  await fetch("set/none").catch(() => {}); // whatever a behaviour has made of the host
  document.documentElement.dataset.results = JSON.stringify(results);
}

if (query.has("play")) play();
