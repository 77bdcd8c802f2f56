/**
 * What an SVG would cost a browser, from one pass over its text: how many elements it draws, with
 * what `use`, patterns, masks and markers repeat counted each time. A browser lays out and paints an
 * SVG in the page's own thread, also in an <img>, and nothing can stop it there.
 *
 * The pass is linear: each pattern is sticky, and none can match a stretch in two ways.
 */

import { COST, PIXELS } from "./limits.js";
import { dashes, decoded, embedded, Problem, referred, sizeOf, stop, unescaped } from "./svg-values.js";

/** @import { Size } from "./raster.js" */
/** @typedef {[name: string, value: string]} Attribute */
/**
 * @typedef {object} Part of the drawing that can be referred to
 * @property {number} own its own weight
 * @property {[target: Part | string, times: number][]} leads the parts that it draws, or their ids
 * @property {number | null | undefined} total null while it is being summed
 */

const DEPTH = 200; // elements in each other, and references that lead on to others
const STYLE = 50_000; // characters of style sheets
const SELECTED = 2_000_000; // rules times elements
const ANIMATED = 2_000; // elements of a drawing that moves, which is painted again and again

const NAME = /[A-Za-z_:][\w:.-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;

/** Elements that take far longer than their length tells. */
const COSTLY = new Set([
  "foreignObject", "feTurbulence", "feConvolveMatrix", "feMorphology", "feDisplacementMap", "feImage",
  "feDiffuseLighting", "feSpecularLighting", "feTile",
]);
const MOVES = /^(animate\w*|set)$/;
const SECRET = /href|marker|filter|dash/; // what an animation must not change
const FILTER = 400; // elements that a use of a filter counts as
const MASK = 20; // and of a mask

const EMPTY = "its SVG has no <svg> element";

/** @returns {Part} */
const part = () => ({ own: 0, leads: [], total: undefined });

/** @type {(name: string) => string} */
const local = (name) => name.slice(name.indexOf(":") + 1);

class Scan {
  at = 0;
  root = part();
  styled = part(); // what style sheets draw
  /** @type {[name: string, holder: Part][]} */
  open = [];
  /** @type {Map<string, Part>} by id */
  parts = new Map();
  elements = 0;
  vertices = 0;
  pixels = 0;
  moves = false;
  /** @type {Size | null} */
  size = null;
  css = "";

  /** @param {string} svg */
  constructor(svg) {
    this.svg = svg;
    this.read();
  }

  result() {
    this.sheet();
    const cost = this.total(this.root, 0) + this.total(this.styled, 0);
    if (cost > COST) stop(`it would draw ${amount(cost)} elements, those that it repeats counted each time, and more than ${amount(COST)} would hold up the page`);
    if (this.moves && cost > ANIMATED) stop("it moves, and has too many elements for that");
    return { ...(this.size ?? stop(EMPTY)), cost };
  }

  read() {
    for (let next = this.svg.indexOf("<"); next >= 0; next = this.svg.indexOf("<", this.at)) {
      this.text(next);
      this.at = next;
      this.markup();
    }
    this.text(this.svg.length);
    const [name] = this.open.at(-1) ?? [];
    if (name) stop(`its SVG is not complete: <${name}> is not closed`);
    if (!this.size) stop(EMPTY);
  }

  /**
   * What stands between two tags.
   * @param {number} end
   */
  text(end) {
    const [name, holder] = this.open.at(-1) ?? [];
    if (name === "style") this.style(decoded(this.svg.slice(this.at, end)));
    else if (holder) holder.own += (end - this.at) / 50;
    else if (this.svg.slice(this.at, end).trim()) stop("its SVG has text outside of <svg>");
  }

  markup() {
    const { svg, at } = this;
    if (svg.startsWith("<!--", at)) this.skip("-->", "a comment");
    else if (svg.startsWith("<![CDATA[", at)) {
      this.skip("]]>", "a CDATA section");
      if (this.open.at(-1)?.[0] === "style") this.style(svg.slice(at + 9, this.at - 3));
    } else if (svg.startsWith("<?", at)) this.skip("?>", "an instruction");
    else if (svg.startsWith("<!", at)) {
      this.skip(">", "a declaration");
      if (svg.slice(at, this.at).includes("[")) stop("its SVG declares entities");
    } else if (svg[at + 1] === "/") this.close();
    else this.element();
  }

  /**
   * @param {string} end
   * @param {string} what
   */
  skip(end, what) {
    const found = this.svg.indexOf(end, this.at);
    if (found < 0) stop(`its SVG is not complete: ${what} does not end`);
    this.at = found + end.length;
  }

  close() {
    this.at += 2;
    const name = local(this.match(NAME)?.[0] ?? "");
    const [expected] = this.open.pop() ?? [];
    if (name !== expected) stop(`its SVG is not well formed: </${name}> where ${expected ? `<${expected}>` : "nothing"} is open`);
    if (this.match(TAG_END)?.[1] !== "") stop(`its SVG is not well formed: the tag </${name}> does not end`);
  }

  /** @param {RegExp} pattern sticky */
  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.svg);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  element() {
    this.at += 1;
    const name = local(this.match(NAME)?.[0] ?? stop("its SVG is not well formed: a stray <"));
    /** @type {Attribute[]} */
    const attributes = [];
    for (let found = this.match(ATTRIBUTE); found; found = this.match(ATTRIBUTE)) {
      attributes.push([found[1], decoded(found[2] ?? found[3])]);
    }
    const end = this.match(TAG_END) ?? stop(`its SVG is not well formed: the tag <${name}> does not end`);
    this.count(name, attributes);
    const holder = this.holder(attributes);
    this.weigh(holder, name, attributes);
    if (!end[1]) this.open.push([name, holder]);
    if (this.open.length > DEPTH) stop(`its elements lie more than ${DEPTH} deep in each other`);
  }

  /**
   * @param {string} name
   * @param {Attribute[]} attributes
   */
  count(name, attributes) {
    if (COSTLY.has(name)) stop(`it uses <${name}>, which can hold up the page`);
    if (!this.open.length) {
      if (this.size) stop("its SVG has more than one root");
      if (name !== "svg") stop(`it begins with <${name}> instead of <svg>`);
      this.size = sizeOf(new Map(attributes));
    }
    this.elements += 1;
    if (this.elements > COST) stop(`it has more than ${amount(COST)} elements, which would hold up the page`);
    if (MOVES.test(name)) {
      this.moves = true;
      if (attributes.some(([key, value]) => key === "attributeName" && SECRET.test(value))) stop("it moves what it refers to");
    }
  }

  /**
   * Where an element's weight is added: to a part of its own if it can be referred to.
   * @param {Attribute[]} attributes
   */
  holder(attributes) {
    const outer = this.open.at(-1)?.[1] ?? this.root;
    const ids = attributes.filter(([key]) => key === "id" || key === "xml:id");
    if (!ids.length) return outer;
    const own = part();
    outer.leads.push([own, 1]);
    for (const [, id] of ids) if (!this.parts.has(id)) this.parts.set(id, own);
    return own;
  }

  /**
   * @param {Part} holder
   * @param {string} name
   * @param {Attribute[]} attributes
   */
  weigh(holder, name, attributes) {
    holder.own += 1;
    const shape = attributes.find(([key]) => key === "d" || key === "points");
    const vertices = (shape?.[1].length ?? 0) / 4;
    this.vertices += vertices;
    for (const [key, value] of attributes) {
      if (local(key) === "href") this.refer(holder, name, value);
      else {
        holder.own += value.length / 200;
        // In a style attribute the property's name is part of the value.
        const what = key === "style" ? value.toLowerCase() : `${key}:${value}`;
        if (value.includes("\\") && /style|url/.test(what)) stop("its styles have escaped characters");
        this.paint(holder, what, vertices);
      }
    }
  }

  /**
   * @param {Part} holder
   * @param {string} name of the element that refers
   * @param {string} value
   */
  refer(holder, name, value) {
    const target = value.trim();
    if (target.startsWith("#")) holder.leads.push([unescaped(target.slice(1)), 1]);
    else if (/^data:/i.test(target)) {
      if (name !== "image") stop(`it embeds a drawing by <${name}>`);
      holder.own += target.length / 2_000;
      this.pixels += embedded(target);
      if (this.pixels > PIXELS) stop("the pictures that it embeds are too large");
    }
  }

  /**
   * What `property: value` draws besides, on a shape of so many vertices.
   * @param {Part} holder
   * @param {string} declaration
   * @param {number} vertices
   */
  paint(holder, declaration, vertices) {
    if (declaration.includes("dasharray")) holder.own += dashes(declaration);
    if (declaration.includes("filter")) holder.own += FILTER;
    if (declaration.includes("mask")) holder.own += MASK;
    if (/animation/.test(declaration)) this.moves = true;
    if (!declaration.includes("url(")) return;
    const times = declaration.includes("marker") ? 1 + vertices : 1;
    for (const target of referred(declaration)) holder.leads.push([target, times]);
  }

  /** @param {string} css */
  style(css) {
    this.css += css;
    if (this.css.length > STYLE) stop(`its style sheets have more than ${amount(STYLE)} characters`);
  }

  /** A rule of a style sheet may apply to every element. */
  sheet() {
    const css = this.css.toLowerCase();
    if (css.includes("\\")) stop("its style sheet has escaped characters");
    if (css.includes(":has(")) stop("its style sheet uses :has()");
    if (css.split("{").length * this.elements > SELECTED) stop("its style sheet has too many rules");
    if (/@keyframes|animation/.test(css)) this.moves = true;
    for (const declaration of this.css.split(/[{};]/)) {
      if (!/url\(|filter|dasharray|mask/i.test(declaration)) continue;
      const once = part();
      this.paint(once, declaration.toLowerCase().includes("url(") ? declaration : declaration.toLowerCase(), this.vertices);
      this.styled.leads.push([once, this.elements]);
    }
  }

  /**
   * What a part draws; refused where references go round or lead on and on.
   * @param {Part} of
   * @param {number} depth
   * @returns {number}
   */
  total(of, depth) {
    if (of.total === null) stop("its parts refer to each other in a circle");
    if (of.total !== undefined) return of.total;
    if (depth > 2 * DEPTH) stop("its parts refer to each other too often");
    of.total = null;
    let sum = of.own;
    for (const [target, times] of of.leads) {
      const found = typeof target === "string" ? this.parts.get(target) : target;
      if (found) sum += times * this.total(found, depth + 1);
    }
    return (of.total = sum);
  }
}

/**
 * @param {string} svg
 * @returns {Size & {problem?: string, cost: number}}
 */
export function weighed(svg) {
  try {
    return new Scan(svg).result();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { problem: error.message, width: 0, height: 0, cost: 0 };
  }
}

/** What may stand before the root's tag, and how each ends. */
const PROLOGUE = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<!", ">"],
];

/**
 * Where the root's tag stands: what comes before it is skipped, comments and all.
 * @param {string} svg
 */
export function rootTag(svg) {
  const before = () => PROLOGUE.find(([start]) => svg.startsWith(start, from));
  let from = svg.indexOf("<");
  for (let found = before(); found && from >= 0; found = before()) {
    const [, close] = found;
    from = svg.indexOf("<", svg.indexOf(close, from) + close.length);
    if (from < 0) return { from: 0, to: 0 };
  }
  NAME.lastIndex = from + 1;
  if (!NAME.test(svg)) return { from: 0, to: 0 };
  let at = NAME.lastIndex;
  for (ATTRIBUTE.lastIndex = at; ATTRIBUTE.test(svg); at = ATTRIBUTE.lastIndex);
  TAG_END.lastIndex = at;
  return TAG_END.test(svg) ? { from, to: TAG_END.lastIndex } : { from: 0, to: 0 };
}

/** @type {(count: number) => string} */
const amount = (count) => (Number.isSafeInteger(Math.round(count)) ? Math.round(count).toLocaleString("en") : "endlessly many");
