/**
 * A picture that a program drew. It is shown by an <img>, where an SVG can neither run scripts nor
 * fetch anything; its colours are set to the page's before it goes in, and again when they change.
 */

const WATCH = { attributes: true, attributeFilter: ["data-theme"] };

export class Picture {
  /** `onSize` is called when the picture has taken its room. */
  constructor({ kind, data, alt }, onSize) {
    Object.assign(this, { kind, data, address: "" });
    this.element = document.createElement("figure");
    this.element.className = "codebox-picture";
    this.image = new Image();
    this.image.alt = alt;
    this.image.addEventListener("load", onSize, { once: true });
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
      this.kind === "svg" ? [themed(this.data, pageColor, pagePalette()), "image/svg+xml"] : [this.data, "image/png"];
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

/** The page's value of --color-NAME, or "": computed, since light-dark() says nothing in an <img>. */
function pageColor(name) {
  const property = `--color-${name}`;
  if (!getComputedStyle(document.documentElement).getPropertyValue(property)) return "";
  const probe = document.createElement("span");
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

let palette;

/**
 * Which colour of a drawing stands for which of the page's: the page's own figures say so, by
 * `var(--color-NAME, #hex)`. A program that draws one of them anew uses the same hex.
 */
function pagePalette() {
  palette ??= paletteOf(
    Array.from(document.querySelectorAll("svg"), (svg) => svg.outerHTML).join(""),
  );
  return palette;
}

/** @returns {Map<string, string>} names by hex */
export function paletteOf(svg) {
  const pairs = svg.matchAll(/var\(--color-([\w-]+),\s*(#[0-9a-f]{6})\)/gi);
  return new Map(Array.from(pairs, ([, name, hex]) => [hex.toLowerCase(), name]));
}

const COLOR = /((?:fill|stroke|color)(?::\s*|="))(#[0-9a-f]{6})\b/gi;

/**
 * `svg` in the page's colours: currentColor is the page's ink, `var(--color-NAME)` has the page's
 * value, and colours of the page's own figures become what they are now.
 * @param {string} svg
 * @param {(name: string) => string} color the page's value of --color-NAME, or ""
 * @param {Map<string, string>} names colour names by hex
 */
export function themed(svg, color, names = new Map()) {
  const used = new Set(Array.from(svg.matchAll(/var\(--color-([\w-]+)/g), ([, name]) => name));
  const rules = [["color", color("ink")], ...[...used].map((name) => [`--color-${name}`, color(name)])]
    .filter(([, value]) => isColor(value))
    .map((rule) => rule.join(":"));
  const painted = svg.replace(COLOR, (whole, property, hex) => {
    const name = names.get(hex.toLowerCase());
    return name && isColor(color(name)) ? property + color(name) : whole;
  });
  return painted.replace(/<svg\b[^>]*>/, (tag) => `${tag}<style>:root{${rules.join(";")}}</style>`);
}

/** Nothing that could end the rule it is put into. */
const isColor = (value) => /^[\w#(),.%/ -]+$/.test(value);
