/**
 * The code boxes of a page. This entry is all that a page loads for them; editor, output and
 * interpreter come when a reader shows that they want them: a pointer that rests in the box, focus,
 * or Run.
 *
 * Other scripts put code into a box by the event `codebox:code` with detail {code, notice}.
 */

import { addressed } from "./address.js";
import { handlersFor } from "./events.js";
import { lazy } from "./lazy.js";
import { button } from "./origin.js";
import { poolAt } from "./pools.js";
import { Program } from "./program.js";
import { outdated, problemOf, reason } from "./states.js";
import { thrifty } from "./thrift.js";
import { partOf, View } from "./view.js";

/** @import { Watcher } from "../engine/fleet.js" */
/** @import { Pool, Run } from "../engine/runner.js" */
/** @import { Identifiers } from "./code.js" */
/** @import { Exercise } from "./exercise.js" */
/** @import { Choice } from "./origin.js" */
/** @import { Output } from "./output.js" */
/** @import { Face } from "./program.js" */
/** @import { More, Name } from "./states.js" */
/** @import { Action } from "./view.js" */
/**
 * @typedef {object} Job the run of a box
 * @property {string} code
 * @property {string} checker
 * @property {string} verdict
 * @property {Run | null} run the pool's, once that is here
 */

const DEBOUNCE = 200; // milliseconds that a pointer stays before it means something
const SITE = new URL("..", import.meta.url); // bundles lie one folder below the site's root

const UNKEPT = "This browser keeps no edits: a reload would lose your code. Copy it first.";
const ARRIVING = "Other code has just come with a link; it was not run. Read it first.";

export class Box {
  /** @type {Job | null} */
  job = null;
  /** @type {Pool | undefined} */
  pool;
  /** @type {Output | undefined} */
  output;
  /** @type {Exercise | undefined} of a checked box */
  exercise;
  /** @type {Promise<unknown> | undefined} of the interpreter that waits for a first run */
  warmed;
  /** @type {Promise<unknown> | undefined} of editor and output */
  prepared;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  hover;

  /**
   * @param {HTMLElement} root as the press has made it
   * @param {(base: string) => Promise<Pool>} poolOf gives the pool of the runtime at an address
   */
  constructor(root, poolOf = poolAt) {
    const { runtime = "", codebox = "", check = "", download } = root.dataset;
    this.root = root;
    this.poolOf = poolOf;
    this.checker = check;
    this.view = new View(root);
    this.base = new URL(runtime, SITE).href;
    this.code = partOf(root, ".codebox-code");
    this.program = new Program(codebox, this.code, this.face());
    this.view.reveal(this.acts());
    this.listen();
    if (check) this.study();
    this.state("idle", { size: Number(download) });
    this.open();
  }

  /**
   * What the program tells its readers.
   * @returns {Face}
   */
  face() {
    return {
      notify: (...notice) => this.notify(...notice),
      origin: (...origin) => this.view.setOrigin(...origin),
      remark: (text) => this.view.origin.note(text),
      long: (long) => this.view.setLong(long),
      busy: () => Boolean(this.job),
    };
  }

  /** @returns {Record<Action, (event: Event) => void>} */
  acts() {
    const { program, view } = this;
    return {
      run: (event) => this.run(event),
      check: (event) => this.run(event, this.checker),
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
    root.addEventListener("focusin", (event) => this.prefetch(event));
    root.addEventListener("pointerdown", (event) => this.prefetch(event));
    root.addEventListener("pointerenter", () => {
      this.hover = setTimeout(() => this.prefetch(), DEBOUNCE);
    });
    root.addEventListener("pointerleave", () => clearTimeout(this.hover));
    root.addEventListener("codebox:code", (event) => {
      this.program.receive(/** @type {CustomEvent} */ (event).detail);
    });
    addEventListener("hashchange", () => this.open());
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const target = /** @type {Element} */ (event.target);
    const runs = event.key === "Enter" && (event.ctrlKey || event.metaKey || event.shiftKey);
    if (!runs || !this.code.contains(target) || target.closest(".cm-panel")) return;
    event.preventDefault();
    event.stopPropagation();
    const checks = event.shiftKey && (event.ctrlKey || event.metaKey);
    if (!this.job) this.run(event, checks ? this.checker : "");
  }

  open() {
    if (this.program.open()) this.root.scrollIntoView({ block: "start" });
  }

  /** @param {string} name of a box that is not here */
  stray(name) {
    const box = /^[\w-]{1,40}$/.test(name) ? `a box “${name}”` : "a box";
    this.notify(`The link is to ${box} that is not on this page. What is here has stayed.`);
    this.root.scrollIntoView({ block: "start" });
  }

  /** A checked box remembers that it has been solved. */
  async study() {
    try {
      const { Exercise } = await lazy(() => import("./exercise.js"));
      this.exercise = new Exercise(this.root, button);
    } catch {
      // Check works without it
    }
  }

  /**
   * @param {Name} name
   * @param {More} [more]
   * @param {Choice[]} choices
   */
  state(name, more, ...choices) {
    this.view.show(name, more, Boolean(this.job), choices);
  }

  /**
   * Shows a notice about something else than a run; while one is on, that is its state still.
   * @param {string} text
   * @param {Choice[]} choices
   */
  notify(text, ...choices) {
    if (!this.job) {
      this.state("notified", { text }, ...choices);
      return;
    }
    this.view.setStatus(text);
    this.view.setChoices(choices);
  }

  /**
   * A reader is here: everything that a run needs is fetched now, unless they save data. The editor
   * comes first for who is in the code, and for others when an interpreter waits.
   * @param {Event} [event]
   */
  prefetch(event) {
    if (thrifty()) return;
    this.warmed ??= this.warm();
    if (this.code.contains(/** @type {Node | null} */ (event?.target ?? null))) this.prepare();
    else this.warmed.then(() => this.prepare());
  }

  /** Editor and output; the box works without the editor, and a run asks for its output again. */
  prepare() {
    return (this.prepared ??= Promise.allSettled([this.furnish(), this.pane()]));
  }

  async furnish() {
    /** @type {Identifiers} */
    const identifiers = async (module) => (await this.pool?.identifiers(module)) ?? [];
    await this.program.upgrade(identifiers);
    /** @type {Promise<unknown>[]} */
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
    const log = partOf(this.root, ".codebox-log");
    this.output ??= new Output(log, (line) => this.program.text.go(line));
    return this.output;
  }

  async warm() {
    try {
      await (await this.connect()).warm(this.program.code);
    } catch (error) {
      if (!this.job) this.broken(error);
    }
  }

  async connect() {
    if (this.pool) return this.pool;
    const pool = await this.poolOf(this.base);
    this.pool ??= pool;
    this.pool.watchers.add(this.watcher);
    return this.pool;
  }

  /**
   * Stages of the download and the start, while there is nothing of more interest to say.
   * @type {Watcher}
   */
  watcher = (stage, more) => {
    const waits = this.job ? this.needsInterpreter(this.job) : this.view.waits;
    /** @type {Choice[]} */
    const choices = stage === "stalled" ? [["Retry", () => this.pool?.retry()]] : [];
    if (waits && !(this.job && stage === "ready")) this.state(stage, more, ...choices);
  };

  /**
   * Where a program has one, or one is free, what starts is for the next program.
   * @param {Job} job
   */
  needsInterpreter({ run, code }) {
    return run ? !run.interpreter : this.pool?.stage(code) !== "running";
  }

  /**
   * What runs is what was on screen at the click, whatever comes meanwhile.
   * @param {Event} event
   */
  async run(event, checker = "") {
    if (this.job) return;
    const code = this.program.take(event);
    if (code === null) {
      this.notify(ARRIVING);
      return;
    }
    /** @type {Job} */
    const job = { code, checker, verdict: "", run: null };
    const isOn = () => this.job === job;
    this.job = job;
    this.state(this.pool?.stage(code) ?? "loading", {});
    try {
      const [pool, output] = await Promise.all([this.connect(), this.pane()]);
      if (!isOn()) return;
      output.clear();
      job.run = pool.run(code, handlersFor(this, isOn), checker);
    } catch (error) {
      if (isOn()) this.broken(error);
    }
  }

  /**
   * @param {Name} state
   * @param {More} more
   * @param {Choice[]} choices
   */
  finish(state, more, ...choices) {
    this.job = null;
    this.state(state, more, ...choices);
    this.output?.plan();
  }

  /** @param {unknown} error */
  broken(error) {
    const problem = problemOf(error);
    const { checker } = this.job ?? {};
    /** @type {Choice} */
    const choice = outdated(problem)
      ? ["Reload", () => this.reload()]
      : ["Retry", (event) => this.run(event, checker)];
    this.finish("broken", { message: reason(problem) }, choice);
  }

  /** Loads the page anew, when what is in the box is sure to be there again. */
  reload() {
    const reload = () => location.reload();
    if (this.program.secure()) {
      reload();
      return;
    }
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

// A list of articles may have cut a box short: that one has no log, and is only code.
/** @type {NodeListOf<HTMLElement>} */
const roots = document.querySelectorAll("[data-codebox]:not([data-ready])");
const boxes = Array.from(roots)
  .filter((root) => root.querySelector(".codebox-log"))
  .map((root) => new Box(root));

/** A link to a box that this page has not is told by the first that it has. */
function tellStray() {
  const found = addressed();
  if (found && !document.querySelector(`[data-codebox="${CSS.escape(found.name)}"]`)) {
    boxes[0]?.stray(found.name);
  }
}

addEventListener("hashchange", tellStray);
tellStray();
