/**
 * The code boxes of a page. This entry is all that a page loads for them; editor, output and
 * interpreter come when a reader shows that they want them: a pointer that rests in the box, focus,
 * or Run.
 *
 * Other scripts put code into a box by the event `codebox:code` with detail {code, notice}.
 */

import { addressed } from "./address.js";
import { diagnosed, lazy } from "./lazy.js";
import { Program } from "./program.js";
import { outdated, reason } from "./states.js";
import { View } from "./view.js";

const DEBOUNCE = 200; // milliseconds that a pointer stays before it means something
const SITE = new URL("..", import.meta.url); // bundles lie one folder below the site's root

const thrifty = () =>
  navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;

const UNKEPT = "This browser keeps no edits: a reload would lose your code. Copy it first.";
const ARRIVING = "Other code has just come with a link; it was not run. Read it first.";

const pools = new Map();

async function poolAt(base) {
  // While the next script is on its way. No <link rel=preload>: Chromium keeps one that has failed.
  const early = pools.has(base) ? null : fetch(`${base}manifest.json`).catch(() => null);
  const { Pool } = await lazy(() => import("../engine/runner.js"));
  if (!pools.has(base)) pools.set(base, new Pool(base, { lazy, diagnosed, early }));
  return pools.get(base);
}

export class Box {
  constructor(root) {
    Object.assign(this, { root, job: null });
    this.view = new View(root);
    this.base = new URL(root.dataset.runtime, SITE).href;
    this.code = root.querySelector(".codebox-code");
    this.program = new Program(root.dataset.codebox, this.code, this.face());
    this.view.reveal(this.acts());
    this.listen();
    if (root.dataset.check) this.study();
    this.state("idle", { size: Number(root.dataset.download) });
    this.open();
  }

  /** What the program tells its readers. */
  face() {
    return {
      notify: (...notice) => this.notify(...notice),
      origin: (...origin) => this.view.setOrigin(...origin),
      remark: (text) => this.view.origin.note(text),
      long: (long) => this.view.setLong(long),
      busy: () => Boolean(this.job),
    };
  }

  acts() {
    const { program, view } = this;
    return {
      run: (event) => this.run(event),
      check: (event) => this.run(event, this.root.dataset.check),
      stop: () => this.stop(),
      reset: () => program.reset(),
      copy: () => program.copy(),
      share: () => program.share(),
      expand: () => view.expand(),
    };
  }

  listen() {
    const { root } = this;
    root.addEventListener("keydown", (event) => this.key(event), { capture: true });
    root.addEventListener("focusin", () => this.prefetch());
    root.addEventListener("pointerdown", () => this.prefetch());
    root.addEventListener("pointerenter", () => {
      this.hover = setTimeout(() => this.prefetch(), DEBOUNCE);
    });
    root.addEventListener("pointerleave", () => clearTimeout(this.hover));
    root.addEventListener("codebox:code", ({ detail }) => this.program.receive(detail));
    addEventListener("hashchange", () => this.open());
  }

  key(event) {
    const runs = event.key === "Enter" && (event.ctrlKey || event.metaKey || event.shiftKey);
    if (!runs || !this.code.contains(event.target) || event.target.closest(".cm-panel")) return;
    event.preventDefault();
    event.stopPropagation();
    const checks = event.shiftKey && (event.ctrlKey || event.metaKey);
    if (!this.job) this.run(event, checks ? this.root.dataset.check : "");
  }

  open() {
    if (this.program.open()) this.root.scrollIntoView({ block: "start" });
  }

  stray(name) {
    const box = /^[\w-]{1,40}$/.test(name) ? `a box “${name}”` : "a box";
    this.notify(`The link is to ${box} that is not on this page. What is here has stayed.`);
    this.root.scrollIntoView({ block: "start" });
  }

  /** A checked box remembers that it has been solved. */
  async study() {
    try {
      const { Exercise } = await lazy(() => import("./exercise.js"));
      this.exercise = new Exercise(this.root);
    } catch {
      // Check works without it
    }
  }

  state(name, more, ...choices) {
    this.view.show(name, more, Boolean(this.job), choices);
  }

  /** Shows a notice about something else than a run; while one is on, that is its state still. */
  notify(text, ...choices) {
    if (!this.job) return this.state("notified", { text }, ...choices);
    this.view.setStatus(text);
    this.view.setChoices(choices);
  }

  /** A reader is here: everything that a run needs is fetched now, unless they save data. */
  prefetch() {
    if (thrifty()) return;
    this.warmed ??= this.warm();
    this.prepare();
  }

  /** Editor and output; both are there once, and the box works without the editor. */
  prepare() {
    return (this.prepared ??= Promise.all([this.furnish(), this.pane()]));
  }

  async furnish() {
    const identifiers = async (module) => (await this.pool?.identifiers(module)) ?? [];
    await this.program.upgrade(identifiers);
    const wanted = [lazy(() => import("./links.js"))]; // for a click after the connection is gone
    if (matchMedia("(pointer: coarse)").matches) wanted.push(this.addKeys());
    await Promise.allSettled(wanted);
  }

  async addKeys() {
    const { addKeys } = await lazy(() => import("./keys.js"));
    addKeys(this.code, this.program.text);
  }

  async pane() {
    const { Output } = await lazy(() => import("./output.js"));
    const log = this.root.querySelector(".codebox-log");
    this.output ??= new Output(log, (line) => this.program.text.go(line));
  }

  async warm() {
    try {
      await (await this.connect()).warm(this.program.code);
    } catch (error) {
      if (!this.job) this.broken(error);
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
    const waits = this.job ? this.needsInterpreter() : this.view.waits;
    const choices = stage === "stalled" ? [["Retry", () => this.pool.retry()]] : [];
    if (waits && !(this.job && stage === "ready")) this.state(stage, more, ...choices);
  }

  /** Where a program has one, or one is free, what starts is for the next program. */
  needsInterpreter() {
    const { run, code } = this.job;
    return run ? !run.interpreter : this.pool.stage(code) !== "running";
  }

  /** What runs is what was on screen at the click, whatever comes meanwhile. */
  async run(event, checker = "") {
    if (this.job) return;
    const code = this.program.take(event);
    if (code === null) return this.notify(ARRIVING);
    const job = (this.job = { code, checker, run: null });
    this.state(this.pool?.stage(code) ?? "loading", {});
    try {
      const [pool] = await Promise.all([this.connect(), this.pane()]);
      if (this.job !== job) return;
      this.prepare();
      this.output.clear();
      const listen = (type, message) => this.job === job && HANDLERS[type].call(this, message);
      job.run = pool.run(code, handlersFor(listen), checker);
    } catch (error) {
      if (this.job === job) this.broken(error);
    }
  }

  finish(state, more, ...choices) {
    this.job = null;
    this.state(state, more, ...choices);
    this.output?.plan();
  }

  broken(error) {
    const reload = ["Reload", () => this.reload()];
    const { checker } = this.job ?? {};
    const retry = ["Retry", (event) => this.run(event, checker)];
    this.finish("broken", { message: reason(error) }, outdated(error) ? reload : retry);
  }

  /** Loads the page anew, when what is in the box is sure to be there again. */
  reload() {
    const reload = () => location.reload();
    if (this.program.secure()) return reload();
    const copy = async () => {
      await this.program.copy();
      this.notify("Reload the page, and paste your code again.", ["Reload", reload]);
    };
    this.notify(UNKEPT, ["Copy", copy], ["Reload anyway", reload]);
  }

  stop() {
    const { job } = this;
    if (!job) return;
    job.run?.stop();
    this.job = null;
    this.state("stopped"); // what a flood has left to show must not delay the word
    this.output?.plan();
  }
}

/** What a box does at each of the protocol's events; the pool checks that none is missing. */
const HANDLERS = {
  waiting() {
    this.state("waiting");
  },
  need({ packs, loaded, total, stalled }) {
    const retry = stalled ? [["Retry", () => this.pool.retry()]] : [];
    this.state(stalled ? "stalled" : "loading", { what: packs.join(", "), loaded, total }, ...retry);
  },
  running() {
    this.output.clear(); // of an attempt that ended for want of a package, which has come now
    this.state("running");
  },
  text({ pieces, dropped }) {
    this.output.text(pieces, dropped);
  },
  picture({ kind, data, alt }) {
    this.output.picture({ kind, data, alt });
  },
  error({ text, line, hint }) {
    this.output.put({ kind: "error", text, hint });
    this.program.text.mark(line);
  },
  verdict({ passed, text, line, detail }) {
    this.job.verdict = text;
    this.output.put({ kind: "verdict", passed, text, line, detail });
    this.program.text.mark(line);
    if (passed) this.exercise?.solve();
  },
  done({ ok, seconds }) {
    const { job } = this;
    this.output.settle(() => {
      if (this.job !== job) return; // stopped while the last of it was shown
      if (job.verdict) this.finish("checked", { text: job.verdict });
      else if (ok) this.finish("done", { seconds });
      else this.finish("failed", this.program.text);
    });
    if (!thrifty()) this.pool.ahead("library");
  },
  broken({ message, error }) {
    this.broken(error ?? { message });
  },
};

const handlersFor = (listen) =>
  Object.fromEntries(Object.keys(HANDLERS).map((type) => [type, (message) => listen(type, message)]));

// A list of articles may have cut a box short: that one has no log, and is only code.
const boxes = Array.from(document.querySelectorAll("[data-codebox]:not([data-ready])"))
  .filter((root) => root.querySelector(".codebox-log"))
  .map((root) => new Box(root));

/** A link to a box that this page has not is told by the first that it has. */
function tellStray() {
  const { link, name } = addressed();
  if (link && !document.querySelector(`[data-codebox="${CSS.escape(name)}"]`)) boxes[0]?.stray(name);
}

addEventListener("hashchange", tellStray);
tellStray();
