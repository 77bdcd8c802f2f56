// The form that takes the place of a fold: what can be chosen, and the answer beside the guess. Nothing
// is counted, kept or sent.

import { deliberate } from "../../explorable/page/deliberate.js";
import { positionOf, printed } from "./scale.js";

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} className
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** @param {(Node | string)[]} children */
function button(...children) {
  const made = element("button", "predict-choice", ...children);
  made.type = "button";
  return made;
}

/** @param {Element} from */
const copies = (from) => [...from.childNodes].map((node) => node.cloneNode(true));

/**
 * The question of a fold, and its answer, which is on paper before it is on the screen.
 * @param {HTMLDetailsElement} fold
 * @param {string} id
 */
function partsOf(fold, id) {
  const asked = /** @type {HTMLElement} */ (fold.querySelector(".predict-question"));
  const question = element("p", "predict-question", ...asked.childNodes);
  question.id = id;
  const choices = [...fold.querySelectorAll("summary .predict-choice")];
  fold.querySelector("summary")?.remove();
  const kept = element("div", "predict-kept", ...fold.childNodes);
  const shown = element("div", "predict-shown");
  shown.setAttribute("aria-live", "polite");
  return { question, choices, kept, shown };
}

/**
 * Shows the answer below the guess, once; the button that has the focus keeps it.
 * @param {HTMLElement} root
 * @param {Node[]} [guess] where it is not seen otherwise
 */
function reveal(root, guess = []) {
  const kept = root.querySelector(".predict-kept");
  if (!kept) return;
  for (const one of root.querySelectorAll(".predict-choice")) one.setAttribute("aria-disabled", "true");
  root.dataset.chosen = "";
  const label = element("span", "predict-label", "Your guess:");
  const words = guess.length ? [element("p", "predict-guess", label, " ", ...guess)] : [];
  root.querySelector(".predict-shown")?.append(...words, ...kept.childNodes);
  kept.remove();
}

/**
 * @param {HTMLElement} root
 * @param {Element[]} choices
 */
function listed(root, choices) {
  const list = element("div", "predict-choices");
  for (const choice of choices) {
    const one = button(...choice.childNodes);
    one.addEventListener("click", () => {
      if ("chosen" in root.dataset) return;
      one.setAttribute("aria-pressed", "true");
      reveal(root, copies(one));
    });
    list.append(one);
  }
  return list;
}

/**
 * A rail with a thumb; guess and answer stand on it afterwards.
 * @param {HTMLElement} root
 * @param {DOMStringMap} data
 */
function scaled(root, { min = "0", max = "1", step = "1", answer = "0" }) {
  const rail = element("input", "");
  Object.assign(rail, { type: "range", min, max, step, value: (Number(min) + Number(max)) / 2 });
  const value = element("output", "predict-value");
  const scale = element("div", "predict-scale", value, rail);
  const follow = () => {
    value.textContent = printed(rail.value, step);
    rail.setAttribute("aria-valuetext", value.textContent);
    scale.style.setProperty("--guess", String(positionOf(rail.valueAsNumber, min, max)));
  };
  rail.setAttribute("aria-label", "Your guess");
  deliberate(rail);
  rail.addEventListener("input", follow);
  follow();
  const done = button("This is my guess");
  done.addEventListener("click", () => {
    if ("chosen" in root.dataset) return;
    rail.disabled = true;
    scale.style.setProperty("--answer", String(positionOf(Number(answer), min, max)));
    scale.append(element("span", "predict-mark", "answer"));
    done.textContent = `Your guess: ${value.textContent}`;
    reveal(root);
  });
  scale.append(element("span", "predict-ends", printed(min, step)), element("span", "predict-ends", printed(max, step)));
  return element("div", "predict-choices", scale, done);
}

/**
 * Puts a form in the place of the fold.
 * @param {HTMLDetailsElement} fold
 * @param {number} number
 */
export function ask(fold, number) {
  const id = `predict-${number + 1}`;
  const { question, choices, kept, shown } = partsOf(fold, id);
  const root = element("div", "predict");
  root.setAttribute("role", "group");
  root.setAttribute("aria-labelledby", id);
  const form = "answer" in fold.dataset ? scaled(root, fold.dataset) : listed(root, choices);
  root.append(question, form, kept, shown);
  fold.replaceWith(root);
}
