/**
 * The states of a box. Each has its words for the status line; `waits` marks those in which nothing
 * is of more interest than how far the download and the start have come.
 */

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

const seconds = (time) => (time < 0.1 ? time.toPrecision(1) : time.toFixed(time < 10 ? 2 : 0));

export const STATES = {
  idle: {
    words: ({ size }) => (size ? `The first run downloads ${megabytes(size)} MB.` : "Ready"),
    waits: true,
  },
  loading: {
    words: ({ loaded, total, what = "Python" }) =>
      total ? `Loading ${what}: ${megabytes(loaded)} of ${megabytes(total)} MB` : `Loading ${what}`,
    progress: ({ loaded, total }) => (total ? loaded / total : null),
    waits: true,
  },
  stalled: {
    words: ({ loaded, total }) =>
      `The server has sent nothing for 10 seconds${total ? `; ${megabytes(loaded)} of ${megabytes(total)} MB are here` : ""}.`,
    progress: ({ loaded, total }) => (total ? loaded / total : null),
    waits: true,
  },
  waiting: { words: () => "Waiting until another box has finished" },
  starting: { words: () => "Starting Python", waits: true },
  ready: { words: () => "Ready" },
  notified: { words: ({ text }) => text }, // about something else than a run
  running: { words: () => "Running" },
  done: { words: ({ seconds: time }) => `Finished in ${seconds(time)} s` },
  failed: {
    // `now` is the number that the line has after changes
    words: ({ line, now = line }) => {
      if (!line) return "Ended by an error";
      const moved = now ? `now line ${now}` : "which has changed since";
      return `Ended by an error in line ${line}${now === line ? "" : `, ${moved}`}`;
    },
  },
  stopped: { words: () => "Stopped" },
  broken: { words: ({ message }) => `It did not work: ${message}` },
};

/** What the status line says in the state `name`; `more` holds the numbers. */
export const words = (name, more = {}) => STATES[name].words(more);

/** The part of a download that is here, or null where there is nothing to measure. */
export const progress = (name, more = {}) => STATES[name].progress?.(more) ?? null;

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

const able = () => typeof WebAssembly === "object";

/** Whether only the page, loaded anew, can do better. */
export const outdated = ({ kind }) => able() && (kind === "renewed" || kind === "script");

/** What went wrong, in words; `kind` and `file` come from a download that failed. */
export function reason({ kind, file, cause, message }) {
  if (!able()) return "this browser has no WebAssembly to run Python with.";
  return Object.hasOwn(REASONS, kind) ? REASONS[kind](file, cause) : message;
}
