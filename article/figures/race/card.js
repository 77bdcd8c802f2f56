// The formula of the rule that is chosen, with a bar in each term: how large it is along x and y.

import { h } from "#figures/dom.js";
import { list, short } from "#figures/text.js";
import { NAMES } from "../../rules.js";
import { TERMS } from "./update.js";

/** @import { Columns, State } from "#figures/types.js" */

const MHAT = "m\u0302";
const VHAT = "v\u0302";
const ADAM = { formula: `−η ${MHAT} / (√${VHAT} + ε)`, momentum: MHAT, root: `√${VHAT} + ε` };

/**
 * Each rule's step, and what stands for its terms in it.
 * @type {Record<string, {formula: string, momentum?: string, root?: string}>}
 */
const FORMULAS = {
  sgd: { formula: "−η g" },
  momentum: { formula: "−η u", momentum: "u" },
  adagrad: { formula: "−η g / √(G + ε)", root: "√(G + ε)" },
  rmsprop: { formula: "−η g / (√v + ε)", root: "√v + ε" },
  adam: ADAM,
  amsgrad: ADAM,
  adamw: { ...ADAM, formula: `${ADAM.formula} − ηλθ` },
};

/** Terms that are compared with each other: the first are gradients, the others parts of the way. */
const SCALES = [["gradient", "momentum", "root"], ["decay", "step"]];

/** @type {(values: number[]) => string} */
const point = ([x, y]) => `(${short(x)}, ${short(y)})`;

/** @type {(table: Columns, term: string) => boolean} */
const has = (table, term) => !Number.isNaN(table[term][0]) || !Number.isNaN(table[term][1]);

/**
 * The update in words.
 * @param {Columns} table
 * @param {State} state
 */
export function told(table, { update, steps }) {
  const terms = TERMS.filter((term) => has(table, term)).map((term) => `${term} ${point(table[term])}`);
  return `${NAMES[update]}’s update at step ${steps}, along x and y: ${list(terms)}.`;
}

/** One term: its name, and a bar with its number for each coordinate. */
class Row {
  symbol = h("i");
  bars = [h("span", { className: "update-bar" }), h("span", { className: "update-bar" })];
  numbers = [h("span", { className: "update-number" }), h("span", { className: "update-number" })];

  /** @param {string} term */
  constructor(term) {
    const cells = this.bars.flatMap((bar, i) => [bar, this.numbers[i]]);
    const name = h("span", { className: "update-term" }, `${term} `, this.symbol);
    this.element = h("div", { className: `update-row update-${term}` }, name, ...cells);
  }

  /**
   * @param {number[]} values
   * @param {number} most - what a whole bar is
   */
  show(values, most) {
    values.forEach((value, i) => {
      this.bars[i].style.setProperty("--share", String(Math.round(1000 * (value / most || 0)) / 1000));
      this.numbers[i].textContent = short(value);
    });
  }
}

/** What is unfolded below the drawing. */
export class Card {
  rows = Object.fromEntries(TERMS.map((term) => [term, new Row(term)]));
  formula = h("p", { className: "update-formula" });
  rule = "";

  /** @param {import("#figures/live.js").Figure} figure */
  constructor(figure) {
    const heads = ["", "x", "", "y", ""].map((text) => h("span", {}, text));
    const head = h("div", { className: "update-row update-head" }, ...heads);
    const rows = Object.values(this.rows).map(({ element }) => element);
    this.element = h("div", { className: "update-card", role: "img" }, this.formula, head, ...rows);
    const choice = figure.root.querySelector(`#${figure.root.id}--update`);
    this.fold = choice?.closest("details");
    this.fold?.append(this.element);
    this.fold?.addEventListener("toggle", () => figure.changed());
  }

  get open() {
    return Boolean(this.fold?.open);
  }

  /**
   * @param {Columns} table
   * @param {State} state
   */
  show(table, state) {
    const { update } = state;
    const { formula, ...symbols } = FORMULAS[update];
    this.formula.textContent = `step = ${formula}, with η = ${state[update]}`;
    this.element.ariaLabel = told(table, state); // no live text: it is read when somebody comes
    for (const terms of SCALES) {
      const here = terms.filter((term) => has(table, term));
      const most = Math.max(...here.flatMap((term) => table[term]).map(Math.abs).filter(Number.isFinite));
      for (const term of terms) {
        this.rows[term].element.hidden = !here.includes(term);
        if (here.includes(term)) this.rows[term].show(table[term], most);
      }
    }
    if (this.rule === update) return;
    this.rule = update;
    this.element.style.setProperty("--tone", `var(--color-${update})`);
    const all = { gradient: "g", decay: "−ηλθ", step: "", ...symbols };
    for (const [term, symbol] of Object.entries(all)) this.rows[term].symbol.textContent = symbol;
  }
}
