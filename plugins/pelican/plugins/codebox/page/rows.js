/** Rows of the Output pane that show text: a few nodes for each stretch of one style. */

const KINDS = { err: "Standard error", value: "Value of the last expression", note: "Note" };

/** @returns {{element: HTMLElement, nodes: Node[], version: number}} an entry's view, still empty */
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

/** Brings a view in step with its entry, and touches only the nodes that differ. */
export function update(view, entry) {
  view.version = entry.version;
  const wanted = stretches(entry.lines);
  wanted.forEach(([text, style], at) => {
    const node = view.nodes[at];
    if (node && node.style === style) write(node, text);
    else {
      const made = stretch(text, style);
      if (node) node.outer.replaceWith(made.outer);
      else view.element.append(made.outer);
      view.nodes[at] = made;
    }
  });
  for (const { outer } of view.nodes.splice(wanted.length)) outer.remove();
}

/** Printing appends: text that only grew is not laid out again from its start. */
function write({ inner }, text) {
  if (inner.data === text) return;
  if (text.startsWith(inner.data)) inner.appendData(text.slice(inner.length));
  else inner.data = text;
}

function stretch(text, style) {
  const inner = document.createTextNode(text);
  if (!style) return { inner, outer: inner, style };
  const outer = document.createElement("span");
  outer.className = style.split(" ").map((name) => `codebox-${name}`).join(" ");
  outer.append(inner);
  return { inner, outer, style };
}

/**
 * [text, style] of neighbours in one style, across lines. The parts of a line that wraps stand each
 * in a box of its own, so that a change at the end of it does not lay out all of it again.
 */
export function stretches(lines) {
  const found = [];
  const add = (text, style) => {
    const last = found.at(-1);
    if (last?.[1] === style && !style.startsWith("part")) last[0] += text;
    else if (text) found.push([text, style]);
  };
  let inside = false; // a line that wraps
  lines.forEach(({ runs, wraps }, at) => {
    for (const [text, style] of runs) add(text, wraps || inside ? `part ${style}`.trim() : style);
    inside = wraps;
    if (!wraps && at < lines.length - 1) add("\n", "");
  });
  return found;
}

