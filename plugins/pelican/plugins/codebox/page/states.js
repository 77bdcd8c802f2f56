/**
 * The states of a box. Each has its words for the status line; `waits` marks those in which nothing
 * is of more interest than how far the download and the start have come.
 */

/**
 * @typedef {"idle" | "loading" | "stalled" | "waiting" | "starting" | "ready" | "notified" |
 *   "running" | "done" | "failed" | "checked" | "stopped" | "broken"} Name of a state
 */
/**
 * What the words of a state may tell; each state has its own of them.
 * @typedef {object} More
 * @property {number} [size] bytes of the first download
 * @property {number} [loaded] bytes
 * @property {number} [total] bytes
 * @property {string} [what] is loaded
 * @property {string} [text]
 * @property {number} [seconds]
 * @property {number} [line] of the run
 * @property {number} [now] the number which that line has after changes
 * @property {string} [message]
 */
/**
 * @typedef {object} State
 * @property {(more: More) => string} words
 * @property {(more: More) => number | null} [progress] the part of a download that is here
 * @property {boolean} [waits]
 */

/** @type {(bytes?: number) => string} */
const megabytes = (bytes = 0) => (bytes / 1e6).toFixed(1);

/** @type {(time?: number) => string} */
const seconds = (time = 0) =>
  time < 0.1 ? time.toPrecision(1) : time.toFixed(time < 10 ? 2 : 0);

/** @type {(more: More) => number | null} */
const downloaded = ({ loaded = 0, total }) => (total ? loaded / total : null);

/** @type {Record<Name, State>} */
export const STATES = {
  idle: {
    words: ({ size }) => (size ? `The first run downloads ${megabytes(size)} MB.` : "Ready"),
    waits: true,
  },
  loading: {
    words: ({ loaded, total, what = "Python" }) =>
      total ? `Loading ${what}: ${megabytes(loaded)} of ${megabytes(total)} MB` : `Loading ${what}`,
    progress: downloaded,
    waits: true,
  },
  stalled: {
    words: ({ loaded, total }) =>
      `The server has sent nothing for 10 seconds${total ? `; ${megabytes(loaded)} of ${megabytes(total)} MB are here` : ""}.`,
    progress: downloaded,
    waits: true,
  },
  waiting: { words: () => "Waiting until another box has finished" },
  starting: { words: () => "Starting Python", waits: true },
  ready: { words: () => "Ready" },
  notified: { words: ({ text = "" }) => text }, // about something else than a run
  running: { words: () => "Running" },
  done: { words: ({ seconds: time }) => `Finished in ${seconds(time)} s` },
  failed: {

    words: ({ line, now = line }) => {
      if (!line) return "Ended by an error";
      const moved = now ? `now line ${now}` : "which has changed since";
      return `Ended by an error in line ${line}${now === line ? "" : `, ${moved}`}`;
    },
  },
  checked: { words: ({ text = "" }) => text },
  stopped: { words: () => "Stopped" },
  broken: { words: ({ message }) => `It did not work: ${message}` },
};

/**
 * What the status line says in the state `name`; `more` holds the numbers.
 * @type {(name: Name, more?: More) => string}
 */
export const words = (name, more = {}) => STATES[name].words(more);

/**
 * The part of a download that is here, or null where there is nothing to measure.
 * @type {(name: Name, more?: More) => number | null}
 */
export const progress = (name, more = {}) => STATES[name].progress?.(more) ?? null;

/** @type {Record<string, (file: string | undefined, status: unknown) => string>} */
const REASONS = {
  network: (file) => `${file} did not arrive. Is there a connection?`,
  status: (file, status) =>
    status === 404 || status === 410
      ? `${file} is not on the server.`
      : `the server could not send ${file} (HTTP ${status}).`,
  renewed: () => "this page has been renewed. Reload it; your code is kept.",
  script: () => "a part of this page is damaged. Reload the page; your code is kept.",
  corrupt: (file) => `${file} arrived damaged.`,
  compile: (file) => `this browser cannot run ${file}.`,
};

/**
 * @param {unknown} error whatever was thrown
 * @returns {Problem}
 */
export const problemOf = (error) =>
  typeof error === "object" && error !== null && "message" in error
    ? /** @type {Problem} */ (error)
    : { message: String(error) };

const able = () => typeof WebAssembly === "object";

/**
 * Whether only the page, loaded anew, can do better.
 * @param {Problem} problem
 *
 * @typedef {object} Problem what went wrong; `kind` and `file` come from a download that failed
 * @property {string} message
 * @property {string} [kind]
 * @property {string} [file]
 * @property {unknown} [cause]
 */
export const outdated = ({ kind }) => able() && (kind === "renewed" || kind === "script");

/**
 * What went wrong, in words.
 * @param {Problem} problem
 */
export function reason({ kind, file, cause, message }) {
  if (!able()) return "this browser has no WebAssembly to run Python with.";
  return kind && Object.hasOwn(REASONS, kind) ? REASONS[kind](file, cause) : message;
}
