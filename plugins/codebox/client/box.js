/**
 * The code boxes of a page. This entry is all that a page loads for them; editor, output and
 * interpreter come when a reader shows that they want them: a pointer that rests in the box, focus,
 * or Run.
 *
 * Other scripts put code into a box by the event `codebox:code` with detail {code, notice}.
 */

import { Plain } from "./plain.js";
import { progress, reason, words } from "./states.js";
import { edited, keep } from "./store.js";

const REST = 200; // milliseconds that a pointer rests before it means something
const SITE = new URL("..", import.meta.url); // bundles lie one folder below the site's root
const FRAGMENT = /^#code=([a-z][\w-]*)\.([\w-]+)$/;

const thrifty = () =>
  navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;

const pools = new Map();

async function poolAt(base) {
  const { Pool } = await import("./runner.js");
  if (!pools.has(base)) pools.set(base, new Pool(base));
  return pools.get(base);
}

export class Box {
  constructor(root) {
    Object.assign(this, { root, name: root.dataset.codebox, job: null, foreign: false });
    const find = (part) => root.querySelector(`.codebox-${part}`);
    this.parts = { code: find("code"), status: find("status"), log: find("log") };
    this.buttons = Object.fromEntries(
      [...root.querySelectorAll("[data-action]")].map((button) => [button.dataset.action, button]),
    );
    this.base = new URL(root.dataset.runtime, SITE).href;
    this.original = this.parts.code.querySelector("code").textContent;
    this.text = new Plain(this.parts.code, () => this.changed());
    this.text.set(edited(this.name) ?? this.original);
    this.reveal();
    this.listen();
    this.state("idle", { size: Number(root.dataset.download) });
    this.open();
  }

  reveal() {
    for (const part of this.root.querySelectorAll("[hidden]")) part.hidden = false;
    for (const button of Object.values(this.buttons)) button.disabled = false;
    this.offers = document.createElement("span");
    this.offers.className = "codebox-offers";
    this.meter = document.createElement("progress");
    Object.assign(this.meter, { className: "codebox-meter", max: 1, hidden: true });
    this.meter.setAttribute("aria-label", "Download");
    this.parts.status.after(this.offers, this.meter);
    this.root.dataset.ready = "";
  }

  listen() {
    const { root } = this;
    for (const [action, button] of Object.entries(this.buttons)) {
      button.addEventListener("click", () => button.ariaDisabled === "true" || this[action]());
    }
    root.addEventListener("keydown", (event) => this.key(event), { capture: true });
    root.addEventListener("focusin", () => this.want());
    root.addEventListener("pointerdown", () => this.want());
    root.addEventListener("pointerenter", () => {
      this.rest = setTimeout(() => this.want(), REST);
    });
    root.addEventListener("pointerleave", () => clearTimeout(this.rest));
    root.addEventListener("codebox:code", ({ detail }) => this.receive(detail));
    addEventListener("hashchange", () => this.open());
  }

  key(event) {
    const runs = event.key === "Enter" && (event.ctrlKey || event.metaKey || event.shiftKey);
    if (!runs || !this.parts.code.contains(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.job) this.run();
  }

  /** Shows `name` in words; buttons follow from whether a run is on. */
  state(name, more) {
    const text = words(name, more);
    const { status } = this.parts;
    if (status.textContent !== text) status.textContent = text;
    this.root.dataset.state = name;
    const part = progress(name, more);
    this.meter.hidden = part === null;
    if (part !== null) this.meter.value = part;
    this.offer();
    this.buttons.run.ariaDisabled = String(Boolean(this.job));
    this.buttons.stop.ariaDisabled = String(!this.job);
  }

  /** Buttons beside the status line, each for what is possible just now. */
  offer(...choices) {
    this.offers.replaceChildren(
      ...choices.map(([label, act]) => {
        const button = Object.assign(document.createElement("button"), { type: "button" });
        button.textContent = label;
        button.addEventListener("click", act);
        return button;
      }),
    );
  }

  // What a reader wants

  /** A reader is here: everything that a run needs comes now, unless they save data. */
  want() {
    if (this.wanted || thrifty()) return;
    this.wanted = true;
    this.prepare();
    this.warm();
  }

  /** Editor and output; both are there once, and the box works without the editor. */
  prepare() {
    return (this.prepared ??= Promise.all([this.upgrade(), this.pane()]));
  }

  async upgrade() {
    try {
      const { Editor } = await import("./editor.js");
      const plain = this.text;
      await plain.settled();
      this.text = new Editor(this.parts.code, plain, {
        keys: `codebox-${this.name}-keys`,
        names: async (module) => (await this.pool?.names(module)) ?? [],
        onChange: () => this.changed(),
      });
      this.text.mark(this.line ?? 0);
    } catch {
      // the textarea stays
    }
  }

  async pane() {
    const { Output } = await import("./output.js");
    this.output ??= new Output(this.parts.log, (line) => this.text.go(line));
  }

  async warm() {
    try {
      await (await this.connect()).warm(this.text.code);
    } catch (error) {
      if (!this.job) this.broken(reason(error));
    }
  }

  async connect() {
    if (!this.pool) {
      this.pool = await poolAt(this.base);
      this.pool.watchers.add((stage, more) => this.watch(stage, more));
    }
    return this.pool;
  }

  /** Stages of the download and the start, while there is nothing of more interest to say. */
  watch(stage, more) {
    const waiting = this.job ? !this.job.begun : /idle|loading|starting/.test(this.root.dataset.state);
    if (waiting && !(this.job && stage === "ready")) this.state(stage, more);
  }

  // Run and what comes of it

  async run() {
    if (this.job) return;
    const job = (this.job = { begun: false, stop: () => {} });
    this.state(this.pool?.idle.length ? "running" : "loading", {});
    this.text.mark(0);
    this.line = 0;
    try {
      await this.pane();
      const pool = await this.connect();
      if (this.job !== job) return;
      this.prepare();
      this.output.clear();
      const listen = (message) => this.job === job && this.hear(message);
      job.stop = pool.run(this.text.code, listen, this.foreign).stop;
    } catch (error) {
      if (this.job === job) this.broken(reason(error));
    }
  }

  hear({ type, ...message }) {
    HEAR[type]?.call(this, message);
  }

  finish(state, more) {
    this.job = null;
    this.state(state, more);
    this.output?.show();
  }

  broken(message) {
    this.finish("broken", { message });
    this.offer(["Retry", () => this.run()]);
  }

  stop() {
    const { job } = this;
    if (!job) return;
    job.stop();
    this.job = null;
    this.state("stopped"); // what a flood has left to show must not delay the word
    this.output?.plan();
  }

  // The code

  changed() {
    keep(this.name, this.text.code === this.original ? null : this.text.code);
    if (this.line) this.text.mark((this.line = 0));
  }

  reset() {
    const before = this.text.code;
    if (before === this.original) return this.say("This is the original.");
    this.restore(this.original);
    this.say("The original is back.", ["Undo", () => this.restore(before)]);
  }

  restore(code) {
    this.foreign = false;
    this.text.set(code);
    this.say("Your code is back.");
  }

  /** A word about something else than the run, while none is on. */
  say(text, ...choices) {
    if (!this.job) this.root.dataset.state = "said"; // stages of a download must not cover it
    this.parts.status.textContent = text;
    this.offer(...choices);
  }

  async copy() {
    const { copy } = await import("./clipboard.js");
    this.say((await copy(this.text.code)) ? "Copied." : "The browser did not allow it.");
  }

  async share() {
    const [{ encode }, { copy }] = await Promise.all([
      import("./share.js"),
      import("./clipboard.js"),
    ]);
    try {
      this.link = await encode(this.name, this.text.code);
      history.replaceState(null, "", this.link);
    } catch {
      return this.say("This browser cannot make links of code.");
    }
    const copied = await copy(location.href);
    this.say(`The link is in the ${copied ? "clipboard" : "address bar"}; it holds the code.`);
  }

  /** Code from the address is shown, never run. */
  async open() {
    const [link, name, payload] = location.hash.match(FRAGMENT) ?? [];
    if (link === this.link) return;
    this.link = link;
    if (name !== this.name) return;
    this.root.scrollIntoView({ block: "start" });
    try {
      const { decode } = await import("./share.js");
      const code = await decode(payload);
      const notice = "This code came with the link and has not been run. Read it first.";
      this.receive({ code, notice });
      this.foreign = true; // also when a reader has changed it
    } catch {
      this.say("The link is damaged: its code cannot be read. This is the article's own.");
    }
  }

  /** Shows code from elsewhere; a reader's own is kept until they edit what they see. */
  receive({ code, notice }) {
    const before = this.text.code;
    if (code === before) return;
    const kept = edited(this.name);
    this.text.set(code);
    keep(this.name, kept);
    this.say(notice, ["Put back what was here", () => this.restore(before)]);
  }
}

const HEAR = {
  need({ names, loaded, total }) {
    this.state("loading", { what: names.join(", "), loaded, total });
  },
  running() {
    this.output.clear(); // of an attempt that ended for want of a package, which has come now
    this.job.begun = true;
    this.state("running");
  },
  text({ pieces, dropped }) {
    this.output.text(pieces, dropped);
  },
  value({ text }) {
    this.output.put({ kind: "value", text });
  },
  picture({ kind, data, alt }) {
    this.output.put({ kind, data, alt, picture: true });
  },
  error({ text, line, hint }) {
    this.line = line;
    this.output.put({ kind: "error", text, hint });
    this.text.mark(line);
  },
  done({ ok, seconds }) {
    if (ok) this.finish("done", { seconds });
    else this.finish("failed", { line: this.line });
    if (!thrifty()) this.pool.ahead("library");
  },
  broken({ message, error }) {
    this.broken(error ? reason(error) : message);
  },
};

for (const root of document.querySelectorAll("[data-codebox]:not([data-ready])")) new Box(root);
