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
const has = (table, term) => !table[term].every(Number.isNaN);

/** @type {(value: number) => number} */
const size = (value) => (Number.isFinite(value) ? Math.abs(value) : 0);

/**
 * The update in words.
 * @param {Columns} table
 * @param {State} state
 */
export function told(table, { update, steps }) {
  const terms = TERMS.filter((term) => has(table, term)).map((term) => `${term} ${point(table[term])}`);
  return `${NAMES[update]}’s update at step ${steps}, along x and y: ${list(terms)}.`;
}

/** @type {(className: string, ...children: (Node | string)[]) => HTMLElement} */
const div = (className, ...children) => h("div", { className }, ...children);

/**
 * One term: its name, and a bar with its number for each coordinate; `most` is what a whole bar is.
 * @param {string} term
 */
function rowOf(term) {
  const symbol = h("i");
  const cells = [0, 1].map(() => [div("update-bar"), div("update-number")]);
  const element = div(`update-row update-${term}`, div("update-term", `${term} `, symbol), ...cells.flat());
  const show = (/** @type {number[]} */ values, /** @type {number} */ most) =>
    cells.forEach(([bar, number], i) => {
      bar.style.setProperty("--share", (values[i] / most || 0).toFixed(3));
      number.textContent = short(values[i]);
    });
  return { element, symbol, show };
}

/**
 * What is unfolded below the drawing: whether it is open, and what shows an update in it.
 * @param {import("#figures/live.js").Figure} figure
 */
export function cardOf(figure) {
  const { root } = figure;
  const rows = TERMS.map((term) => /** @type {const} */ ([term, rowOf(term)]));
  const formula = h("p", { className: "update-formula" });
  const head = div("update-row update-head", ...["", "x", "", "y", ""].map((text) => div("", text)));
  const card = div("update-card", formula, head, ...rows.map(([, { element }]) => element));
  card.role = "img";
  const fold = /** @type {HTMLDetailsElement} */ (root.querySelector(`#${root.id}--update`)?.closest("details"));
  fold.append(card);
  fold.addEventListener("toggle", () => figure.changed());
  const show = (/** @type {Columns} */ table, /** @type {State} */ state) => {
    const { update } = state;
    const own = FORMULAS[update];
    formula.textContent = `step = ${own.formula}, with η = ${state[update]}`;
    card.ariaLabel = told(table, state); // no live text: it is read when somebody comes
    card.style.setProperty("--tone", `var(--color-${update})`);
    /** @type {Record<string, string>} */
    const symbols = { gradient: "g", decay: "−ηλθ", step: "", ...own };
    const most = SCALES.map((terms) => Math.max(...terms.flatMap((term) => table[term]).map(size)));
    for (const [term, row] of rows) {
      row.element.hidden = !has(table, term);
      if (row.element.hidden) continue;
      row.symbol.textContent = symbols[term];
      row.show(table[term], most[Number(SCALES[1].includes(term))]);
    }
  };
  return { fold, show };
}
