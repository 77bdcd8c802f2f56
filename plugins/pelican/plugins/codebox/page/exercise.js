/**
 * What a checked box remembers in this browser: that its exercise has been solved.
 *
 * The box has the attribute data-solved then, and says so by the event `codebox:solved` with detail
 * {solved}, so that a theme can mark it elsewhere.
 */

export class Exercise {
  /**
   * @param {HTMLElement} root the box
   * @param {typeof import("./origin.js").button} button makes one; imported here, it would be a chunk
   *   of its own that the page loads before it is shown
   */
  constructor(root, button) {
    this.root = root;
    this.key = `codebox-solved:${location.pathname}:${root.dataset.codebox}`;
    this.mark = document.createElement("p");
    this.mark.className = "codebox-solved";
    this.mark.append("You have solved this. ", button("Forget", () => this.forget()));
    this.show(this.kept());
  }

  kept() {
    try {
      return localStorage.getItem(this.key) !== null;
    } catch {
      return false;
    }
  }

  solve() {
    this.keep(true);
  }

  forget() {
    this.keep(false);
    const check = /** @type {HTMLElement} */ (this.root.querySelector('[data-action="check"]'));
    check.focus({ preventScroll: true });
  }

  /** @param {boolean} solved */
  keep(solved) {
    try {
      if (solved) localStorage.setItem(this.key, "1");
      else localStorage.removeItem(this.key);
    } catch {
      // a browser that keeps nothing shows it as long as the page is open
    }
    this.show(solved);
  }

  /** @param {boolean} solved */
  show(solved) {
    this.root.toggleAttribute("data-solved", solved);
    if (solved) this.root.querySelector(".codebox-foot")?.append(this.mark);
    else this.mark.remove();
    this.root.dispatchEvent(new CustomEvent("codebox:solved", { bubbles: true, detail: { solved } }));
  }
}
