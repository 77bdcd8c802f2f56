/**
 * The program in a box: the article's own, a reader's edits of it, or what came from elsewhere. Where
 * it is from is kept with it, and so is what it has taken the place of, until the reader decides.
 */

import { addressed, forget } from "./address.js";
import { Code } from "./code.js";
import { lazy } from "./lazy.js";
import { measure } from "./lines.js";
import { beneath, own } from "./record.js";
import { Store } from "./store.js";

const UNKEPT =
  "This browser keeps no edits: its storage is full or blocked. They last until the page is closed.";
const ELSEWHERE = "This code was changed in another tab; here is the newer one.";
const BOTH = "This code was changed in another tab too; that version is kept.";
const LACKING = "A part of this page did not arrive. Is there a connection?";
const UNSEEN = "It could not be searched for characters that hide.";
const CALM = 50; // milliseconds after a change
const PUT_BACK = "Put back what was here";

let told = false; // that nothing is kept: once for all boxes

/** @import { Identifiers } from "./code.js" */
/** @import { Choice } from "./origin.js" */
/** @import { Held, Source } from "./record.js" */
/**
 * @typedef {object} Face what readers are told
 * @property {(text: string, ...choices: Choice[]) => void} notify of an event
 * @property {(origin: string, choices: Choice[]) => void} origin whose code this is
 * @property {(text: string) => void} remark what is odd about the code
 * @property {(flag: boolean) => void} long whether it is more than is shown
 * @property {() => boolean} busy whether a program runs
 */
/** @typedef {{code: string, notice: string, origin?: string, link?: string}} Received */

export class Program {
  /** @type {Source} */
  source = { origin: "own", link: "", before: null };
  /** @type {Held | null} what was here before another tab wrote, until it is changed here */
  mine = null;
  kept = true; // what is shown
  seen = 0; // when code from elsewhere had been on screen
  arriving = ""; // the link whose code is on its way
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  inspecting;

  /**
   * @param {string} name of the box
   * @param {HTMLElement} host holds the highlighted <pre>
   * @param {Face} face
   */
  constructor(name, host, face) {
    this.name = name;
    this.host = host;
    this.face = face;
    this.original = host.querySelector("code")?.textContent ?? "";
    this.store = new Store(name);
    this.text = new Code(host, `codebox-${name}-keys`, (source) => this.changed(source));
    this.lay(this.store.read() ?? own(this.original));
    this.store.watch(() => this.follow());
  }

  get code() {
    return this.text.value;
  }

  /** What is here now. @returns {Held} */
  get held() {
    return { code: this.code, ...this.source };
  }

  /**
   * @param {string} text
   * @param {Choice[]} choices
   */
  notify(text, ...choices) {
    this.face.notify(text, ...choices);
  }

  /**
   * The code that was on screen at `event`; null if other code has come that nobody has seen.
   * @param {Event} [event]
   */
  take(event) {
    if (event?.isTrusted && event.timeStamp < this.seen) return null;
    return this.text.take();
  }

  /**
   * The editor takes the textarea's place.
   * @param {Identifiers} identifiers
   */
  upgrade(identifiers) {
    return this.text.upgrade({ identifiers, source: () => this.source });
  }

  // Changes

  /** A reader has changed the code; an undone step has its `source`. */
  changed(source = this.source) {
    this.source = { ...source, edited: true };
    this.mine = null;
    if (this.store.changed) this.keepTheirs();
    this.save();
    this.refresh();
  }

  /** Another tab has written, of which this one has not heard yet. */
  keepTheirs() {
    const theirs = this.store.read();
    if (!theirs || theirs.code === this.code) return;
    this.source = { ...this.source, before: theirs };
    this.notify(BOTH);
  }

  /** @param {Held} record */
  lay({ code, edited = true, ...source }) {
    this.source = { ...source, edited };
    this.text.replace(code.replaceAll(/\r\n?/g, "\n"), this.source);
    this.refresh();
  }

  refresh() {
    const { origin, before } = this.source;
    this.face.long(measure(this.host, this.code.split("\n").length));
    this.face.origin(before && origin === "own" ? "other" : origin, this.choices());
    clearTimeout(this.inspecting);
    if (origin === "link") this.inspecting = setTimeout(() => this.inspect(), CALM);
  }

  /** Code from a link may look like what it is not. */
  async inspect() {
    const suspects = await lazy(() => import("./suspects.js")).catch(() => null);
    if (this.source.origin !== "link") return;
    this.face.remark(suspects ? suspects.remarks(this.code) : UNSEEN);
  }

  /**
   * `record`, or null if it is no more than the article's own code.
   * @param {Held} record
   */
  beyondOriginal(record) {
    const { code, origin, before } = record;
    return code === this.original && origin === "own" && !before ? null : record;
  }

  /** False where the browser keeps nothing, which is told once. */
  save() {
    this.kept = this.store.write(this.beyondOriginal(this.held));
    if (!this.kept && !told) this.notify(UNKEPT);
    told ||= !this.kept;
    return this.kept;
  }

  /** Before a reload: keeps also what no reader has changed. Are they sure to find it again? */
  secure() {
    return this.store.write(this.beyondOriginal(this.held)) || !this.beyondOriginal(this.held);
  }

  /**
   * Puts `record` here by the reader's own act, which can be undone.
   * @param {Held} record
   */
  bring(record, words = this.wordsFor(record)) {
    const { held } = this;
    forget(held.link);
    this.lay(record);
    this.notify(words, ["Undo", () => this.bring(held)]);
    this.save();
  }

  /** @param {Held} record */
  wordsFor({ code, origin }) {
    if (origin === "link") return "The link’s code is back.";
    return `${code === this.original ? "The original" : "Your code"} is back.`;
  }

  // What a reader can decide

  /**
   * About code that is not theirs, or that has another version beside it.
   * @returns {Choice[]}
   */
  choices() {
    const { origin, before } = this.source;
    const keep = () => this.keep();
    if (origin !== "own") return [[PUT_BACK, () => this.putBack()], ["Keep as mine", keep]];
    return before ? [["Show the other", () => this.swap()], ["Discard the other", keep]] : [];
  }

  putBack() {
    this.bring(this.source.before ?? own(this.original));
  }

  swap() {
    const { before, ...record } = this.held;
    if (!before) return;
    this.bring({ ...before, before: { ...record, before: null } });
  }

  keep() {
    this.bring(own(this.code), "This code is yours now, and no other is kept.");
  }

  reset() {
    const { code, origin, before } = this.held;
    if (code === this.original && origin === "own") this.notify("This is the original.");
    else this.bring({ ...own(this.original), before });
  }

  // From elsewhere

  /**
   * Shows code from elsewhere; what was here stays kept, also when readers edit what they see.
   * @param {Received} received
   */
  receive({ code, notice, origin = "page", link = "" }) {
    const { held } = this;
    if (code === held.code) {
      this.source = { ...this.source, link };
      return;
    }
    const before = beneath(held, origin);
    this.lay({ code, origin, link, before: before && this.beyondOriginal(before), edited: false });
    this.kept = false;
    this.notify(notice);
  }

  /** Another tab has changed what is kept. Code from elsewhere that only this one shows lies over it. */
  follow() {
    if (!this.store.changed) return;
    const theirs = this.store.read() ?? own(this.original);
    if (!this.kept) {
      this.source = { ...this.source, before: this.beyondOriginal(theirs) };
      this.refresh();
      return;
    }
    this.mine ??= this.held;
    const { mine } = this;
    this.lay(theirs);
    if (mine.code !== theirs.code) this.notify(ELSEWHERE, [PUT_BACK, () => this.bring(mine)]);
  }

  /** Code from the address is shown, never run. True if there is any for this box. */
  open() {
    const found = addressed();
    if (found?.name !== this.name) return false;
    if (found.link !== this.source.link) this.arrive(found.link, found.payload);
    return true;
  }

  /**
   * @param {string} link
   * @param {string} payload
   */
  async arrive(link, payload) {
    this.arriving = link;
    const links = await linksCome();
    const found = links ? await links.opened(payload) : { failure: LACKING };
    if (this.arriving !== link) return;
    if (found.failure !== undefined) {
      this.notify(found.failure);
      return;
    }
    const since = this.face.busy() ? " while another program runs," : "";
    const notice = `This code came with the link${since} and has not been run. ${found.remark}Read it first.`;
    this.seen = Infinity;
    this.receive({ code: found.code, notice, origin: "link", link });
    requestAnimationFrame(() => requestAnimationFrame(() => (this.seen = performance.now())));
  }

  async share() {
    const links = await linksCome();
    const { code } = this;
    const { link, notice } = links ? await links.share(this.name, code) : { notice: LACKING };
    if (link && this.code === code) this.source = { ...this.source, link };
    this.notify(notice);
  }

  async copy() {
    const links = await linksCome();
    const done = await links?.copy(this.code);
    if (!links) this.notify(LACKING);
    else this.notify(done ? "Copied." : "The browser did not allow it.");
  }
}

const linksCome = () => lazy(() => import("./links.js")).catch(() => null);
