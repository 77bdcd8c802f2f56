/** A box's record, kept in this browser, per page and box, for all tabs. */

import { own, read, written } from "./record.js";

/** @import { Held } from "./record.js" */

export class Store {
  /** @type {string | null | undefined} what this tab has read or written */
  last;

  /** @param {string} name of the box */
  constructor(name) {
    this.key = `codebox2:${location.pathname}:${name}`;
    this.oldKey = `codebox:${location.pathname}:${name}`;
  }

  /** @returns {Held | null} null too where the browser keeps nothing */
  read() {
    try {
      this.last = localStorage.getItem(this.key);
      const code = localStorage.getItem(this.oldKey);
      return read(this.last) ?? (code === null ? null : own(code));
    } catch {
      return null;
    }
  }

  /** Whether another tab has written since this one has read or written. */
  get changed() {
    try {
      return localStorage.getItem(this.key) !== this.last;
    } catch {
      return false;
    }
  }

  /**
   * Keeps `record`, or forgets what was kept if it is null; false where storage is full or blocked.
   * @param {Held | null} record
   */
  write(record) {
    try {
      const text = record && written(record);
      if (text === null) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, text);
      localStorage.removeItem(this.oldKey);
      this.last = text;
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Calls `then` when another tab has written, or may have while this one slept.
   * @param {() => void} then
   */
  watch(then) {
    addEventListener("storage", ({ key }) => (key === this.key || key === null) && then());
    addEventListener("pageshow", ({ persisted }) => persisted && then());
  }
}
