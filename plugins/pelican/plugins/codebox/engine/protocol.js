/**
 * What page and worker send each other: every message is an object {type, …}, and these tables are
 * all there is. A worker runs strangers' code, so the page believes no message before `checked` has
 * looked at its shape.
 */

const LONGEST = 8_000_000; // characters of a text, elements of a list: more would harm the page
const LARGEST = 64_000_000; // bytes

const text = (value) => typeof value === "string" && value.length <= LONGEST;
const number = (value) => Number.isFinite(value) && value >= 0;
const flag = (value) => typeof value === "boolean";
const record = (value) => typeof value === "object" && value !== null;
const any = () => true;
const optional = (fits) => (value) => value === undefined || fits(value);
const list = (fits) => (value) =>
  Array.isArray(value) && value.length <= LONGEST && value.every(fits);
const pair = (value) => Array.isArray(value) && value.length === 2 && value.every(text);
const bytes = (value) => value instanceof Uint8Array && value.length <= LARGEST;
const either = (one, other) => (value) => one(value) || other(value);
const counts = (value) => record(value) && Object.values(value).every((count) => count >= 0);

/** A table without a prototype: no type is called "constructor". */
const table = (shapes) => Object.assign(Object.create(null), shapes);

/** Page to worker. */
export const ORDERS = table({
  // The runtime, and packages to install; comes with the port. Without `parts` they follow.
  boot: { base: text, manifest: record, parts: optional(record), packs: list(record) },
  part: { name: text, value: any },
  rehearse: { packs: list(record), modules: list(text) }, // to install, and to import beforehand
  run: { code: text },
  packs: { packs: list(record) }, // packages as bytes, asked for by `need` or sent ahead
  identifiers: { module: text },
});

/** Worker to page, about a run. */
export const EVENTS = table({
  waiting: {}, // as many interpreters run as there may be
  // After `running`: only the run brought it to light; it begins again where nothing has run yet.
  need: { packs: list(text), loaded: optional(number), total: optional(number), stalled: optional(flag) },
  running: {},
  text: { pieces: list(pair), dropped: counts }, // pairs of stream and text; what was left out
  picture: { kind: text, data: either(text, bytes), alt: text },
  error: { text, line: number, hint: text },
  done: { ok: flag, seconds: number },
  broken: { message: text }, // this worker is of no use any more
});

/** Worker to page: all of them. */
export const REPORTS = table({
  ready: {}, // an interpreter waits
  // The answer to the order: each with its kind, and whether a module had to be imported for it
  identifiers: { found: list(pair), imported: flag },
  ...EVENTS,
});

/** `message` with the fields of its type and no others; raises TypeError if `shapes` has none such. */
export function checked(shapes, message) {
  const type = message?.type;
  const shape = typeof type === "string" ? shapes[type] : undefined;
  if (!shape) throw new TypeError(`a message of unknown type: ${String(type).slice(0, 50)}`);
  const found = { type };
  for (const [field, fits] of Object.entries(shape)) {
    const value = Object.hasOwn(message, field) ? message[field] : undefined;
    if (!fits(value)) throw new TypeError(`a message ${type} with a wrong ${field}`);
    found[field] = value;
  }
  return found;
}

/** `handlers` again, if there is one for each type of `shapes` and none besides; or a TypeError. */
export function handling(shapes, handlers) {
  const wrong = Object.keys({ ...shapes, ...handlers }).find(
    (type) => !(type in shapes && Object.hasOwn(handlers, type)),
  );
  if (wrong) throw new TypeError(`no such message, or no handler for it: ${wrong}`);
  return handlers;
}
