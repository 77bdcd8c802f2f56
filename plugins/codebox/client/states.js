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

/** The part of a download that is here, or null where there is nothing to measure. */
export const progress = (state, { loaded, total } = {}) =>
  state === "loading" && total ? loaded / total : null;
