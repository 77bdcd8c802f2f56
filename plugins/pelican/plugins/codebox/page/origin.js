/** The line above code that is not the reader's own: whose it is, and what can be done about it. */

const WORDS = {
  link: "This code came with a link.",
  page: "This code came from another part of this page.",
  other: "Another version of this code is kept.",
};

const made = (tag, name, ...parts) => {
  const element = Object.assign(document.createElement(tag), { className: name });
  element.append(...parts);
  return element;
};

export function button(label, act) {
  const element = made("button", "", label);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

export class Origin {
  /** @param {HTMLElement} code above which it stands */
  constructor(code) {
    Object.assign(this, { code, shown: "own" });
    this.remark = made("span", "");
    this.offers = made("span", "codebox-offers");
    this.words = made("span", "");
    this.element = made("div", "codebox-origin", made("p", "", this.words, this.remark), this.offers);
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", "Origin of the code");
  }

  /**
   * @param {string} origin one of WORDS, or "own", of which nothing is said
   * @param {[string, () => void][]} choices labels of buttons and what they do
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

  /** What is odd about the code. */
  note(text) {
    this.remark.textContent = text && ` ${text}`;
  }
}
