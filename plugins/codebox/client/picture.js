/**
 * A picture that a program drew. It is shown by an <img>, where an SVG can neither run scripts nor
 * fetch anything; its colours are set to the page's before it goes in, and again when they change.
 */

const WATCH = { attributes: true, attributeFilter: ["data-theme"] };

export class Picture {
  constructor({ kind, data, alt }) {
    Object.assign(this, { kind, data, address: "" });
    this.element = document.createElement("figure");
    this.element.className = "codebox-picture";
    this.image = new Image();
    this.image.alt = alt;
    this.element.append(this.image);
    this.draw();
    if (kind === "svg") this.watch();
  }

  watch() {
    this.redraw = () => this.draw();
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.redraw);
    this.observer = new MutationObserver(this.redraw);
    this.observer.observe(document.documentElement, WATCH);
  }

  draw() {
    const before = this.address;
    const [content, type] =
      this.kind === "svg" ? [themed(this.data, pageColor), "image/svg+xml"] : [this.data, "image/png"];
    this.address = URL.createObjectURL(new Blob([content], { type }));
    this.image.src = this.address;
    if (before) URL.revokeObjectURL(before);
  }

  end() {
    URL.revokeObjectURL(this.address);
    this.scheme?.removeEventListener("change", this.redraw);
    this.observer?.disconnect();
  }
}

const pageColor = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--color-${name}`).trim();

/**
 * `svg` in the page's colours: its own `var(--color-NAME)` get the page's values, and black, in
 * which a plot draws text and axes unless told otherwise, becomes ink.
 * @param {string} svg
 * @param {(name: string) => string} color the page's value of --color-NAME, or ""
 */
export function themed(svg, color) {
  const names = new Set([...svg.matchAll(/var\(--color-([\w-]+)/g)].map((match) => match[1]));
  const rules = [...names].map((name) => [name, safe(color(name))]).filter(([, value]) => value);
  const ink = safe(color("ink"));
  const style =
    `:root{${rules.map(([name, value]) => `--color-${name}:${value}`).join(";")}` +
    `${ink && !rules.length ? `;fill:${ink}` : ""}}`;
  const inked = ink ? svg.replace(/\b(stroke|fill): ?#000000\b/g, `$1: ${ink}`) : svg;
  return inked.replace(/<svg\b[^>]*>/, (tag) => `${tag}<style>${style}</style>`);
}

/** A colour that cannot end the rule it stands in. */
const safe = (value) => (/^[\w#(),.%/ -]*$/.test(value) ? value : "");
