/**
 * A picture that a program drew. It is shown by an <img>, where an SVG can neither run scripts nor
 * fetch anything; its colours are set to the page's before it goes in, and again when they change.
 */

import { unpacked } from "../engine/frames.js";
import { rootTag } from "../engine/svg.js";
import { Player } from "./player.js";

/** @import { Drawn } from "../engine/pictures.js" */

const WATCH = { attributes: true, attributeFilter: ["data-theme"] };
const NAMES = 50; // colours of the page that one drawing may use

/**
 * Drawings that wait for the page's new colours; one at a time, for the sake of the page.
 * @type {Set<Picture>}
 */
const waiting = new Set();
/** @type {ReturnType<typeof setTimeout> | 0} */
let turn = 0;

function redraw() {
  const [picture] = waiting;
  waiting.delete(picture);
  picture?.draw();
  turn = waiting.size ? setTimeout(redraw, 30) : 0;
}

export class Picture {
  address = "";
  element = document.createElement("figure");
  image = new Image();
  /** @type {Player | undefined} */
  player;
  over = new AbortController(); // when it is not shown any more

  /**
   * @param {Drawn} picture that can be shown: see `inspected`
   * @param {() => void} onSize called when the picture has taken its room
   */
  constructor({ kind, data, alt }, onSize) {
    this.kind = kind;
    this.data = data;
    this.alt = alt;
    this.element.className = "codebox-picture";
    Object.assign(this.image, { alt, decoding: "async" });
    this.image.addEventListener("load", onSize, { once: true });
    this.image.addEventListener("error", () => this.fail());
    this.element.append(this.image);
    const frames = kind === "frames" && typeof data !== "string" ? unpacked(data) : null;
    if (frames) this.player = new Player(this.element, this.image, frames);
    else this.draw();
    if (kind === "svg") this.watch();
  }

  watch() {
    const { signal } = this.over;
    const changed = () => {
      waiting.add(this);
      turn ||= setTimeout(redraw);
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed, { signal });
    const observer = new MutationObserver(changed);
    observer.observe(document.documentElement, WATCH);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  draw() {
    const before = this.address;
    const { data } = this;
    const [content, type] =
      typeof data === "string"
        ? [themed(data, pageColor, pagePalette()), "image/svg+xml"]
        : [data, "image/png"];
    this.address = URL.createObjectURL(new Blob([content], { type }));
    this.image.src = this.address;
    if (before) URL.revokeObjectURL(before);
  }

  /** What no check has found, the browser has. */
  fail() {
    this.end();
    const words = document.createElement("p");
    words.className = "codebox-text codebox-note";
    words.textContent = `A picture is not shown: this browser cannot read its ${this.kind === "svg" ? "SVG" : "PNG"}. It is: ${this.alt}`;
    this.element.replaceChildren(words);
  }

  end() {
    URL.revokeObjectURL(this.address);
    this.player?.end();
    this.over.abort();
    waiting.delete(this);
  }
}

/**
 * The page's value of --color-NAME, or "": computed, since light-dark() says nothing in an <img>.
 * @param {string} name
 */
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

/** @type {Map<string, string> | undefined} */
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

/**
 * @param {string} svg
 * @returns {Map<string, string>} names by hex
 */
export function paletteOf(svg) {
  const pairs = svg.matchAll(/var\(--color-([\w-]+),\s*(#[0-9a-f]{6})\)/gi);
  return new Map(Array.from(pairs, ([, name, hex]) => [hex.toLowerCase(), name]));
}

const COLOR = /((?:fill|stroke|color)(?::\s?|="))(#[0-9a-f]{6})\b/gi;

/**
 * `svg` in the page's colours: currentColor is the page's ink, `var(--color-NAME)` has the page's
 * value, and colours of the page's own figures become what they are now. What an <img> needs and a
 * page does without is added: the namespaces.
 * @param {string} svg
 * @param {(name: string) => string} color the page's value of --color-NAME, or ""
 * @param {Map<string, string>} names colour names by hex
 */
export function themed(svg, color, names = new Map()) {
  /** @type {Map<string, string>} */
  const known = new Map();
  const value = (/** @type {string} */ name) => {
    const found = known.get(name) ?? color(name);
    known.set(name, found);
    return found;
  };
  const used = new Set(Array.from(svg.matchAll(/var\(--color-([\w-]+)/g), ([, name]) => name));
  const rules = [["color", value("ink")], ...[...used].slice(0, NAMES).map((name) => [`--color-${name}`, value(name)])]
    .filter(([, set]) => isColor(set))
    .map((rule) => rule.join(":"));
  const painted = svg.trimStart().replace(COLOR, (whole, property, hex) => {
    const name = names.get(hex.toLowerCase());
    return name && isColor(value(name)) ? property + value(name) : whole;
  });
  const { from, to } = rootTag(painted);
  const tag = spaced(painted.slice(from, to), painted);
  const style = tag.endsWith("/>") ? "" : `<style>:root{${rules.join(";")}}</style>`;
  return painted.slice(0, from) + tag + style + painted.slice(to);
}

const SPACES = { "": "http://www.w3.org/2000/svg", xlink: "http://www.w3.org/1999/xlink" };

/**
 * The root's tag with the namespaces that it lacks.
 * @param {string} tag
 * @param {string} svg
 */
function spaced(tag, svg) {
  if (!tag.startsWith("<svg")) return tag;
  const lacking = Object.entries(SPACES).filter(
    ([prefix]) => !tag.includes(prefix ? `xmlns:${prefix}` : "xmlns=") && (!prefix || svg.includes(`${prefix}:`)),
  );
  const added = lacking.map(([prefix, space]) => ` xmlns${prefix && `:${prefix}`}="${space}"`);
  return `<svg${added.join("")}${tag.slice("<svg".length)}`;
}

/**
 * Nothing that could end the rule it is put into.
 * @type {(value: string) => boolean}
 */
const isColor = (value) => /^[\w#(),.%/ -]+$/.test(value);
