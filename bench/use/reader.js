// A reader at the article's first box, with a stopwatch: `window.reader`, times in milliseconds.
class Reader {
  get root() {
    return document.querySelector(".codebox");
  }

  get status() {
    return this.root.querySelector("[role=status]").textContent;
  }

  get text() {
    const log = this.root.querySelector("[role=log]");
    return log.querySelector(".codebox-placeholder") ? "" : log.textContent;
  }

  click(action) {
    this.root.querySelector(`[data-action=${action}]`).click();
    return performance.now();
  }

  write(code) {
    const detail = { code, notice: "" };
    this.root.dispatchEvent(new CustomEvent("codebox:code", { detail }));
  }

  /** The time at which the box was seen to be as `test` wants it. */
  until(test) {
    return new Promise((resolve) => {
      const look = () => {
        if (!test()) return;
        observer.disconnect();
        resolve(performance.now());
      };
      const observer = new MutationObserver(look);
      const all = { subtree: true, childList: true, characterData: true };
      observer.observe(this.root, all);
      look();
    });
  }

  says(words) {
    return this.until(() => this.status.startsWith(words));
  }

  /** Focus in the box, which begins to load; waits until it says that it is ready. */
  async prepare() {
    this.root.scrollIntoView();
    this.root.querySelector("[data-action=run]").focus();
    await this.says("Ready");
  }

  /** From a click on Run to the first output, and from a click to the end beyond the code's time. */
  async run() {
    const from = performance.now();
    this.click("run");
    const first = (await this.until(() => this.text)) - from;
    const end = (await this.says("Finished")) - from;
    const own = 1000 * Number(this.status.match(/[\d.]+/)[0]);
    return { first, beyond: end - own };
  }

  /** Runs `code` twice, `pause` after each other: times beyond the code's own, and the code's own. */
  async twice(code, pause) {
    this.write(code);
    const found = [];
    for (let i = 0; i < 2; i += 1) {
      const from = performance.now();
      this.click("run");
      const end = (await this.says("Finished")) - from;
      const own = 1000 * Number(this.status.match(/[\d.]+/)[0]);
      found.push({ beyond: end - own, own });
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return found;
  }

  /** From click to begin, for `count` runs of `code`, each clicked as soon as the last has finished. */
  async quick(code, count) {
    this.write(code);
    const waits = [];
    for (let i = 0; i < count; i += 1) {
      const from = performance.now();
      this.click("run");
      waits.push((await this.says("Running")) - from);
      await this.says("Finished");
    }
    return waits;
  }

  /** Stops `code` after `rest`; the time to the word, and to the next program's output. */
  async stop(code, rest) {
    this.write(`print("begun")\n${code}`);
    this.click("run");
    await this.until(() => this.text.includes("begun"));
    if (rest) await new Promise((resolve) => setTimeout(resolve, rest));
    const from = performance.now();
    this.click("stop");
    const word = (await this.says("Stopped")) - from;
    this.write('print("next")');
    this.click("run");
    const next = (await this.until(() => this.text === "next\n")) - from;
    await this.says("Finished");
    return { word, next };
  }
}

window.reader = new Reader();
