// A reader at the article's first box, with a stopwatch: `window.reader`, times in milliseconds.
class Reader {
  get root() {
    return /** @type {HTMLElement} */ (document.querySelector(".codebox"));
  }

  /** @param {string} selector */
  part(selector) {
    return /** @type {HTMLElement} */ (this.root.querySelector(selector));
  }

  get status() {
    return this.part("[role=status]").textContent;
  }

  /** The time that the code itself took, as the box tells it. */
  get own() {
    return 1000 * Number(this.status.match(/[\d.]+/)?.[0]);
  }

  get text() {
    const log = this.part("[role=log]");
    return log.querySelector(".codebox-placeholder") ? "" : log.textContent;
  }

  /** @param {string} action */
  click(action) {
    this.part(`[data-action=${action}]`).click();
    return performance.now();
  }

  /** @param {string} code */
  write(code) {
    const detail = { code, notice: "" };
    this.root.dispatchEvent(new CustomEvent("codebox:code", { detail }));
  }

  /**
   * The time at which the box was seen to be as `test` wants it.
   * @param {() => unknown} test
   * @returns {Promise<number>}
   */
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

  /** @param {string} words */
  says(words) {
    return this.until(() => this.status.startsWith(words));
  }

  /** Focus in the box, which begins to load; waits until it says that it is ready. */
  async prepare() {
    // The text comes in parts, and nothing can have the focus in one that is not there yet.
    while (document.documentElement.matches(".waiting, .laying")) await new Promise(requestAnimationFrame);
    this.root.scrollIntoView();
    this.part("[data-action=run]").focus();
    await this.says("Ready");
  }

  /** From a click on Run to the first output, and from a click to the end beyond the code's time. */
  async run() {
    const from = performance.now();
    this.click("run");
    const first = (await this.until(() => this.text)) - from;
    const end = (await this.says("Finished")) - from;
    return { first, beyond: end - this.own };
  }

  /**
   * Runs `code` twice, `pause` after each other: times beyond the code's own, and the code's own.
   * @param {string} code
   * @param {number} pause
   */
  async twice(code, pause) {
    this.write(code);
    const found = [];
    for (let i = 0; i < 2; i += 1) {
      const from = performance.now();
      this.click("run");
      const end = (await this.says("Finished")) - from;
      const { own } = this;
      found.push({ beyond: end - own, own });
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return found;
  }

  /**
   * From click to begin, for `count` runs of `code`, each clicked as soon as the last has finished.
   * @param {string} code
   * @param {number} count
   */
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

  /**
   * Stops `code` after `rest`; the time to the word, and to the next program's output.
   * @param {string} code
   * @param {number} rest
   */
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

Object.assign(window, { reader: new Reader() });
