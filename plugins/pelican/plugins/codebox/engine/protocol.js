/**
 * What page and worker say to each other, each message an object {type, …}.
 * All of it is data: the page trusts nothing in a message but its shape.
 */

/** Page to worker. */
export const BOOT = "boot"; // {base, manifest, parts?, code}: the runtime, what it may run; comes with the port
export const PART = "part"; // {name, value}: one of the parts, if BOOT had none
export const RUN = "run"; // {code}
export const PACKS = "packs"; // {packs}: packages as bytes, asked for by NEED or sent ahead
export const FAILED = "failed"; // {message}: the packages asked for cannot be had
export const NAMES = "names"; // {module}; the answer is {names: [name, kind][]}

/** Worker to page. */
export const READY = "ready"; // an interpreter waits
export const NEED = "need"; // {names}: packages that the code imports and that are not here
export const RUNNING = "running"; // again after a NEED that only the run brought to light
export const TEXT = "text"; // {pieces: [[stream, text], …], dropped: characters}
export const VALUE = "value"; // {text}
export const PICTURE = "picture"; // {kind: "svg" | "png", data, alt}
export const ERROR = "error"; // {text, line, hint}
export const DONE = "done"; // {ok, seconds}
export const BROKEN = "broken"; // {message}: this worker is of no use any more
