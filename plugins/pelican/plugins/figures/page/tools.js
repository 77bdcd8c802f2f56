// What can be done with a figure as it stands: reset, its code, a link to it, files, its numbers.

import { h } from "./dom.js";
import { dataTables } from "./table.js";
import { code, csv, download, standalone } from "./take.js";
import { wording } from "./wording.js";

/** @type {(label: string, onclick: () => void, ariaLabel?: string) => HTMLElement} */
const button = (label, onclick, ariaLabel = label) =>
  h("button", { type: "button", ariaLabel, onclick }, label);

/** The row of them below a figure; `refresh` when its state has come to rest. */
export class Tools {
  /** @param {import("./live.js").Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.details = dataTables(figure.spec.title, () => figure.tables, () => wording(figure));
    this.link = h("a", { href: figure.address, onclick: (/** @type {MouseEvent} */ event) => this.linked(event) }, "Link");
    this.link.ariaLabel = "Link to this state";
    const buttons = h(
      "div",
      { className: "figure-buttons" },
      button("Reset", () => figure.reset()),
      ...this.toCode(),
      this.link,
      button("SVG", () => this.svg(), "Download SVG"),
      button("CSV", () => this.csv(), "Download CSV"),
    );
    this.element = h("div", { className: "figure-tools" }, buttons, this.details.element);
  }

  refresh() {
    this.link.href = this.figure.address;
    this.details.refresh();
  }

  // Link

  /**
   * A plain click shares; others open or keep the link as any.
   * @param {MouseEvent} event
   */
  linked(event) {
    this.link.href = this.figure.address;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.share();
  }

  async share() {
    const { figure, link } = this;
    figure.addressed(figure.address);
    const writing = navigator.clipboard?.writeText(link.href);
    const copied = await writing?.then(() => true, () => false);
    const place = copied ? "the clipboard" : "the address bar";
    figure.notify(`The link is in ${place}; it restores this state.`);
  }

  // Code

  /** A link that leads to the code box that the site names, if the page has it. */
  toCode() {
    this.box = document.getElementById(`codebox-${this.figure.root.dataset.box}`);
    if (!this.box) return [];
    const { box } = this;
    return [h("a", { href: `#${box.id}`, onclick: () => this.show(box) }, "Show the code")];
  }

  /**
   * Hands the code for this state to the box, where the reader runs it, and may come back here.
   * @param {HTMLElement} box
   */
  show(box) {
    const { data, hidden, moved, root, spec, state } = this.figure;
    const kept = Object.keys(data.parameters).map((name) => [name, state[name]]);
    const detail = {
      code: code(root.dataset.module ?? "", data.name, Object.fromEntries(kept), hidden),
      notice: `This is the code of the figure as you left it. Run draws it${spec.effort ?? ""}.`,
    };
    if (moved) this.figure.addressed(this.figure.address);
    box.dispatchEvent(new CustomEvent("codebox:code", { detail }));
    const run = /** @type {HTMLElement | null} */ (box.querySelector("[data-action=run]"));
    setTimeout(() => run?.focus({ preventScroll: true })); // after the link's own jump
  }

  // Files

  /** @param {string} ending */
  name(ending) {
    const { data, defaults, state } = this.figure;
    const moved = Object.entries(state).filter(([name, value]) => value !== defaults[name]);
    return [data.name, ...moved.map((pair) => pair.join("="))].join("_") + ending;
  }

  svg() {
    download(this.name(".svg"), "image/svg+xml", standalone(this.figure.svg));
  }

  csv() {
    download(this.name(".csv"), "text/csv", csv(this.figure.tables));
  }
}
