/** What the Output pane says in words: how a program failed, and what a checker found. */

/** @import { Failed, Verdict } from "./entries.js" */
/** @typedef {(line: number) => void} Go called when a reader follows `line N` */

/**
 * @param {Failed} entry
 * @param {Go} go
 */
export function failure({ text, hint }, go) {
  const block = element("div", "codebox-text codebox-error");
  block.append(element("span", "codebox-kind", "Error: "));
  for (const [part, line] of linked(text)) block.append(line ? link(part, line, go) : part);
  if (hint) block.append(element("p", "codebox-hint", hint));
  return block;
}

/**
 * One sentence first, the numbers for those who ask.
 * @param {Verdict} entry
 * @param {Go} go
 */
export function verdict({ passed, text, line, detail }, go) {
  const block = element("div", "codebox-verdict");
  block.dataset.passed = String(passed);
  const sentence = element("p", "", text);
  if (line) sentence.append(" ", link(`Line ${line}`, line, go));
  block.append(sentence);
  if (detail) {
    const more = element("details", "");
    more.append(element("summary", "", "The first steps in numbers"), element("pre", "", detail));
    block.append(more);
  }
  return block;
}

/**
 * @param {string} text
 * @param {number} line
 * @param {Go} go
 */
function link(text, line, go) {
  const link = element("button", "codebox-line", text);
  link.type = "button";
  link.addEventListener("click", () => go(line));
  return link;
}

/**
 * Pieces of a traceback: [text, 0], or ["line 3", 3] where it names a line of the reader's code.
 * @param {string} text
 */
export function linked(text) {
  /** @type {[text: string, line: number][]} */
  const pieces = [];
  let at = 0;
  for (const match of text.matchAll(/(File "your code", )(line (\d+))/g)) {
    const start = match.index + match[1].length;
    pieces.push([text.slice(at, start), 0], [match[2], Number(match[3])]);
    at = start + match[2].length;
  }
  pieces.push([text.slice(at), 0]);
  return pieces.filter(([part]) => part);
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} name of its class
 */
export function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
