/** The states of a box, each told in words. */

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

const seconds = (time) => (time < 0.1 ? time.toPrecision(1) : time.toFixed(time < 10 ? 2 : 0));

const WORDS = {
  idle: ({ size }) => (size ? `The first run downloads ${megabytes(size)} MB.` : "Ready"),
  loading: ({ loaded, total, what = "Python" }) =>
    total ? `Loading ${what}: ${megabytes(loaded)} of ${megabytes(total)} MB` : `Loading ${what}`,
  starting: () => "Starting Python",
  ready: () => "Ready",
  running: () => "Running",
  done: ({ seconds: time }) => `Finished in ${seconds(time)} s`,
  failed: ({ line }) => (line ? `Ended by an error in line ${line}` : "Ended by an error"),
  stopped: () => "Stopped",
  broken: ({ message }) => `It did not work: ${message}`,
};

/** What the status line says in `state`; `more` holds the numbers. */
export const words = (state, more = {}) => WORDS[state](more);

const REASONS = {
  network: (file) => `${file} did not arrive. Is there a connection?`,
  status: (file) => `${file} is not on the server.`,
  corrupt: (file) => `${file} arrived damaged.`,
  compile: (file) => `this browser cannot run ${file}.`,
};

/** What went wrong, in words; `kind` and `file` come from a download that failed. */
export function reason({ kind, file, message }) {
  if (typeof WebAssembly !== "object") return "this browser has no WebAssembly to run Python with.";
  return kind in REASONS ? REASONS[kind](file) : message;
}

/** The part of a download that is here, or null where there is nothing to measure. */
export const progress = (state, { loaded, total } = {}) =>
  state === "loading" && total ? loaded / total : null;
