// Elements in one expression.

/**
 * An element with properties (attributes where it has no such property) and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) Reflect.set(element, name, value);
    else element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/**
 * Gives an element the colour of a role.
 * @param {HTMLElement} element
 * @param {string} [tone]
 */
export const tinted = (element, tone) => {
  if (tone) element.style.setProperty("--tone", `var(--color-${tone})`);
  return element;
};
