/** The line above code that is not the reader's own: whose it is, and what can be done about it. */

/** @typedef {[label: string, act: (event: Event) => void]} Choice a button, and what it does */

/** @type {Record<string, string>} */
const WORDS = {
  link: "This code came with a link.",
  page: "This code came from another part of this page.",
  other: "Another version of this code is kept.",
};

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} name of its class
 * @param {(Node | string)[]} parts
 */
const made = (tag, name, ...parts) => {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...parts);
  return element;
};

/**
 * @param {string} label
 * @param {(event: Event) => void} act
 */
export function button(label, act) {
  const element = made("button", "", label);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

export class Origin {
  shown = "own";
  remark = made("span", "");
  offers = made("span", "codebox-offers");
  words = made("span", "");

  /** @param {HTMLElement} code above which it stands */
  constructor(code) {
    this.code = code;
    this.element = made("div", "codebox-origin", made("p", "", this.words, this.remark), this.offers);
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", "Origin of the code");
  }

  /**
   * @param {string} origin one of WORDS, or "own", of which nothing is said
   * @param {Choice[]} choices
   * @returns {boolean} whether the focus was on a button that has gone
   */
  show(origin, choices) {
    if (origin === this.shown) return false;
    const focused = this.element.contains(document.activeElement);
    this.shown = origin;
    this.words.textContent = WORDS[origin] ?? "";
    this.remark.textContent = "";
    this.offers.replaceChildren(...choices.map(([label, act]) => button(label, act)));
    if (choices.length) this.code.before(this.element);
    else this.element.remove();
    return focused;
  }

  /**
   * What is odd about the code.
   * @param {string} text
   */
  note(text) {
    this.remark.textContent = text && ` ${text}`;
  }
}
