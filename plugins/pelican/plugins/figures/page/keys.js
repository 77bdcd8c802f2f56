// Switches in the place of a drawing's keys: each has the line that its series is drawn by.

import { h } from "./dom.js";

/** @import { Group } from "./types.js" */

const SVG = "http://www.w3.org/2000/svg";

/**
 * The line of a key, as it is drawn.
 * @param {string} gid
 */
function sample(gid) {
  const svg = document.createElementNS(SVG, "svg");
  const drawn = document.getElementById(gid);
  const line = /** @type {SVGElement | undefined} */ (
    (drawn?.querySelector("path") ?? drawn)?.cloneNode()
  );
  line?.removeAttribute("id");
  line?.setAttribute("d", "M1 4H29");
  line?.style.removeProperty("display"); // also that of a series which is hidden at first
  svg.setAttribute("class", "choice-key");
  svg.setAttribute("viewBox", "0 0 30 8");
  if (line) svg.append(line);
  return svg;
}

/**
 * The row of switches, each with the line of its key and a note, which `move` writes as the text of
 * `note-KEY`.
 * @param {Group} row
 * @param {string[]} keys
 * @returns {Group}
 */
export const keyed = (row, keys) => ({
  ...row,
  group(elements, id) {
    document.getElementById(id)?.classList.add("figure-keyed"); // :has() would cost each frame
    keys.forEach((key, i) => {
      const choice = /** @type {HTMLElement} */ (elements[i]);
      const [box, words] = choice.children;
      const note = h("span", { className: "choice-note", id: `${id}-note-${key}` });
      words.id = `${id}-name-${key}`;
      box.setAttribute("aria-labelledby", words.id);
      box.setAttribute("aria-describedby", note.id);
      box.after(sample(`${id}-sample-key-${key}`));
      choice.append(note);
    });
    return row.group(elements, id);
  },
});
