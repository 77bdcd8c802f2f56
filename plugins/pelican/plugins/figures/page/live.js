// What every figure has in common: controls, made of its data, and picture, words and address that
// follow them.

import { fragment, heard } from "./address.js";
import { leaves, made } from "./controls.js";
import { h } from "./dom.js";
import { glide } from "./glide.js";
import { Axes, forget, Picture } from "./picture.js";
import { Reader } from "./reader.js";
import { PREFIX } from "./series.js";
import { Tools } from "./tools.js";

const DEBOUNCE = 400; // milliseconds without movement, after which the words follow

/** @import { Axes as AxesType } from "./picture.js" */
/** @import { Control, Data, Group, Spec, State, Tables } from "./types.js" */

export class Figure {
  /** @type {Record<string, (value: any) => void>} What puts a value into its control. */
  setters = {};
  /** @type {Tables} */
  tables;
  frame = 0; // in which the next drawing falls, if one is due
  waits = false;
  touched = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} Of the moment when all may rest. */
  debounced;
  ended = new AbortController(); // of all that listens beyond the figure's own elements
  status = h("p", { className: "figure-status", role: "status" });
  /** @type {Tools} */
  tools;
  live = h("div");

  /**
   * @param {Spec} spec
   * @param {HTMLElement} root
   * @param {Data} data
   */
  constructor(spec, root, data) {
    this.spec = spec;
    this.root = root;
    this.data = data;
    this.made = data.controls.map(made);
    this.controls = this.made.flatMap(leaves);
    this.switches = this.controls.filter(({ series }) => series);
    const shown = this.switches.map(({ name, off }) => [name, !off]);
    /** @type {State} */
    this.defaults = { ...Object.fromEntries(shown), ...data.parameters };
    this.state = { ...this.defaults, ...spec.opens };
    this.svg = /** @type {SVGSVGElement} */ (root.querySelector(".figure-svg"));
    this.picture = new Picture(root);
    this.form = root.dataset.form ?? "wide";
    /** @type {Record<string, AxesType>} */
    this.axes = Object.fromEntries(
      Object.entries(data.axes[this.form]).map(([name, sides]) => [name, new Axes(sides)]),
    );
    this.tables = spec.compute(this.state, data.data);
    this.status.textContent = this.describe();
    this.tools = new Tools(this);
    this.furnish();
    this.reader = spec.lines && new Reader(this);
    spec.mount?.(this);
    if (spec.opens || this.switches.some(({ off }) => off)) this.draw(this.state);
    this.hear();
    const { signal } = this;
    addEventListener("hashchange", () => this.hear(), { signal });
    const follow = (/** @type {Event} */ event) =>
      this.hear(/** @type {CustomEvent} */ (event).detail, (target) => glide(this, target));
    root.addEventListener("figure:link", follow, { signal });
    addEventListener("beforeprint", () => this.writeState(), { signal });
  }

  /** Aborted when another takes this figure's place. */
  get signal() {
    return this.ended.signal;
  }

  /** Takes its controls away, and leaves the page to another. */
  end() {
    this.ended.abort();
    clearTimeout(this.debounced);
    cancelAnimationFrame(this.frame);
    forget();
    this.live.remove();
  }

  // Movement

  /**
   * Changes some values of the state, and the controls and the picture with it.
   * @param {State} given
   */
  set(given) {
    const values = { ...this.spec.follow?.(given, this.data.data), ...given };
    Object.assign(this.state, values);
    for (const name in values) this.setters[name]?.(values[name]);
    this.changed();
  }

  /** The first change in a frame is drawn at once, what else comes in it together at its end. */
  changed() {
    if (this.frame) {
      this.waits = true;
    } else {
      this.draw(this.state);
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        if (this.waits) this.draw(this.state);
        this.waits = false;
      });
    }
    this.touched = performance.now();
    this.debounced ??= setTimeout(() => this.debounce(), DEBOUNCE);
  }

  /** One timer for all of a movement: it asks again until there was none for long enough. */
  debounce() {
    const left = this.touched + DEBOUNCE - performance.now();
    this.debounced = left > 0 ? setTimeout(() => this.debounce(), left) : undefined;
    if (!this.debounced) this.settle();
  }

  /** @param {State} state */
  draw(state) {
    this.tables = this.spec.compute(state, this.data.data);
    this.picture.apply(this.spec.move(this.tables, state, this.axes, this.data.data, this.form));
    this.reader?.end(); // what it said holds no longer
  }

  describe() {
    return this.spec.describe(this.tables, this.state, this.data.data);
  }

  /** What follows only when movement has come to rest. */
  settle(words = this.describe()) {
    this.setStatus(words);
    const alt = this.moved ? this.describe() : this.data.alt;
    this.svg.setAttribute("aria-label", alt);
    this.tools.refresh();
  }

  /**
   * Rests now, with other words than the picture's.
   * @param {string} words
   */
  notify(words) {
    clearTimeout(this.debounced);
    this.debounced = undefined;
    this.settle(words);
  }

  /** What paper shows below the caption, in place of the controls. */
  writeState() {
    const words = this.controls.map(({ name, say }) => say(this.state[name])).filter(Boolean);
    const line = this.root.querySelector(".figure-state");
    if (line) line.textContent = `As drawn: ${words.join(", ")}.`;
  }

  /** @param {string} words */
  setStatus(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  get moved() {
    return Object.keys(this.defaults).some((name) => this.state[name] !== this.defaults[name]);
  }

  /** The series that are switched off, as for Drawing.without. */
  get hidden() {
    return this.switches
      .filter(({ name }) => !this.state[name])
      .map(({ series }) => /** @type {string} */ (series));
  }

  /**
   * The control of that name.
   * @param {string} name
   */
  control(name) {
    const found = this.controls.find((control) => control.name === name);
    if (!found) throw new Error(`${this.root.id} has no control ${name}`);
    return found;
  }

  get address() {
    return fragment(this.root.id, this.controls, this.state);
  }

  // Links

  /**
   * Takes over what an address says to this figure; `go` takes it there.
   * @param {string} hash
   * @param {(target: State) => void} go
   */
  hear(hash = location.hash, go = (target) => this.set(target)) {
    const has = (/** @type {string} */ curve) => this.picture.named(curve).length > 0;
    const found = heard(hash, this.root.id, this.controls, this.defaults, has);
    if (!found) return;
    const { values, complaint, curve = "" } = found;
    this.picture.light(curve);
    if (hash === this.address) return;
    const seen = this.switches.find(({ series }) => series === curve);
    const lit = seen ? { [PREFIX + curve]: true } : {};
    const brought = this.spec.follow?.(values, this.data.data);
    go({ ...this.defaults, ...lit, ...brought, ...values });
    if (complaint) this.notify(complaint);
  }

  reset() {
    this.picture.light("");
    this.set(this.defaults);
    if (location.hash.startsWith(`#${this.root.id}?`)) this.addressed(`#${this.root.id}`);
  }

  /**
   * Puts a fragment into the address bar; the page stays where it is.
   * @param {string} hash
   */
  addressed(hash) {
    history.replaceState(history.state, "", hash);
  }

  // The page

  furnish() {
    const { spec, root } = this;
    const built = this.made.map((control) => this.build(control));
    const controls = h("div", { className: "figure-controls", role: "group" }, ...built);
    controls.ariaLabel = `Controls: ${spec.title}`;
    this.live = h("div", { className: "figure-live" }, controls, this.status, this.tools.element);
    this.align(this.live);
    root.querySelector(".figure-body")?.after(this.live);
  }

  /**
   * @param {Control | Group} control
   * @returns {HTMLElement | string}
   */
  build(control) {
    if (control.members) {
      const members = control.members.map((one) => this.build(one));
      return control.group(members, this.root.id);
    }
    const { name } = control;
    const { element, set } = control.build(`${this.root.id}--${name}`, (value) => {
      this.picture.light("");
      this.state[name] = value;
      const brought = this.spec.follow?.({ [name]: value }, this.data.data);
      if (brought) this.set(brought);
      else this.changed();
    });
    this.setters[name] = set;
    set(this.state[name]);
    return element;
  }

  /**
   * Controls stand below the axes: their edges, as parts of the drawing's width.
   * @param {HTMLElement} live
   */
  align(live) {
    const { width } = this.svg.viewBox.baseVal;
    const edges = Object.values(this.axes).flatMap(({ box }) => box.x);
    live.style.setProperty("--axes-start", String(Math.min(...edges) / width));
    live.style.setProperty("--axes-end", String(1 - Math.max(...edges) / width));
  }
}

/**
 * The function `live` of a figure's module.
 * @param {Spec} spec
 * @returns {(root: HTMLElement, data: Data) => Figure}
 */
export const enliven = (spec) => (root, data) => new Figure(spec, root, data);
