/** Rows of the Output pane that show text: a few nodes for each stretch of one style. */

/** @import { TextEntry } from "./entries.js" */
/** @import { Line, Run } from "./terminal.js" */
/** @typedef {{part: boolean, runs: Run[]}} Stretch what is shown in one piece */
/** @typedef {{key: string, outer: ChildNode, inner?: Text}} Piece of a stretch: what it is known by */
/** @typedef {{element: HTMLElement, nodes: Piece[], version: number}} Row */

/** @type {Record<string, string>} */
const KINDS = { err: "Standard error", value: "Value of the last expression", note: "Note" };
const SPANS = 400; // made at a time, for the sake of layout

/**
 * @param {Pick<TextEntry, "kind" | "joins">} entry
 * @returns {Row} an entry's view, still empty
 */
export function row({ kind, joins }) {
  const made = document.createElement("div");
  made.className = `codebox-text codebox-${kind}`;
  if (KINDS[kind] && !joins) {
    const label = document.createElement("span");
    label.className = "codebox-kind";
    label.textContent = `${KINDS[kind]}: `;
    made.append(label);
  }
  return { element: made, nodes: [], version: -1 };
}

/**
 * Brings a view in step with its entry, touching only what differs; false if there is more to do.
 * @param {Row} view
 * @param {Pick<TextEntry, "lines" | "version">} entry
 */
export function update(view, entry) {
  const wanted = stretches(entry.lines);
  let made = 0;
  for (const [at, stretch] of wanted.entries()) {
    if (made > SPANS) return false;
    const node = view.nodes[at];
    if (node && follows(node, stretch)) continue;
    made += stretch.runs.length;
    const next = built(stretch);
    if (node) node.outer.replaceWith(next.outer);
    else view.element.append(next.outer);
    view.nodes[at] = next;
  }
  for (const { outer } of view.nodes.splice(wanted.length)) outer.remove();
  view.version = entry.version;
  return true;
}

/**
 * Can the node be brought to show `stretch` without being made anew?
 * @param {Piece} node
 * @param {Stretch} stretch
 */
function follows({ key, inner }, stretch) {
  if (key !== keyOf(stretch)) return false;
  if (!inner) return true;
  const [[text]] = stretch.runs;
  // Printing appends: text that only grew is not laid out again from its start.
  if (inner.data === text) return true;
  if (text.startsWith(inner.data)) inner.appendData(text.slice(inner.length));
  else inner.data = text;
  return true;
}

/**
 * One run is known by its style, a part by all that it shows.
 * @type {(stretch: Stretch) => string}
 */
const keyOf = ({ part, runs }) => (part ? `part\n${runs.map((run) => run.join("\t")).join("\n")}` : runs[0][1]);

/**
 * @param {Stretch} stretch
 * @returns {Piece}
 */
function built(stretch) {
  const { part, runs } = stretch;
  const key = keyOf(stretch);
  if (!part) {
    const [[text, style]] = runs;
    const inner = document.createTextNode(text);
    return { key, inner, outer: style ? styled(inner, style) : inner };
  }
  const outer = document.createElement("span");
  outer.className = "codebox-part";
  outer.append(...runs.map(([text, style]) => (style ? styled(text, style) : text)));
  return { key, outer };
}

/**
 * @param {Node | string} content
 * @param {string} style
 */
function styled(content, style) {
  const made = document.createElement("span");
  made.className = style.split(" ").map((name) => `codebox-${name}`).join(" ");
  made.append(content);
  return made;
}

/**
 * What a row shows in one piece: neighbours in one style, across lines; and each part of a line that
 * wraps, which stands in a box of its own: a change at its end does not lay out all of it again.
 * @param {Line[]} lines
 */
export function stretches(lines) {
  /** @type {Stretch[]} */
  const found = [];
  const add = (/** @type {string} */ text, /** @type {string} */ style) => {
    const last = found.at(-1);
    if (last && !last.part && last.runs[0][1] === style) last.runs[0][0] += text;
    else if (text) found.push({ part: false, runs: [[text, style]] });
  };
  let inside = false; // a line that wraps
  lines.forEach(({ runs, wraps }, at) => {
    if (wraps || inside) {
      if (runs.length) found.push({ part: true, runs });
    } else for (const [text, style] of runs) add(text, style);
    inside = wraps;
    if (!wraps && at < lines.length - 1) add("\n", "");
  });
  return found;
}
