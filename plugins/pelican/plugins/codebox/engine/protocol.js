/**
 * What page and worker send each other: every message is an object {type, …}, and these tables are
 * all there is. A worker runs strangers' code, so the page believes no message before `checked` has
 * looked at its shape.
 */

/** @import { Manifest, Pack, Parts } from "./boot/download.js" */

/** @template T @typedef {(value: unknown) => value is T} Guard */
/** @template G @typedef {G extends Guard<infer T> ? T : never} Guarded */
/** @typedef {Record<string, Guard<unknown>>} Shape the fields of a message, without its type */
/**
 * The fields of a message; one that may be undefined may be left out.
 * @template {Shape} S
 * @typedef {{[F in keyof S as undefined extends Guarded<S[F]> ? never : F]: Guarded<S[F]>} &
 *   {[F in keyof S as undefined extends Guarded<S[F]> ? F : never]?: Guarded<S[F]>}} Fields
 */
/**
 * A message of one of the types in a table, or of one of its types `T`.
 * @template {Record<string, Shape>} S
 * @template {keyof S} [T=keyof S]
 * @typedef {{[K in T]: {type: K} & Fields<S[K]>}[T]} MessageOf
 */
/**
 * What is done at each type of a table, by or with a `C`.
 * @template {Record<string, Shape>} S
 * @template [C=void]
 * @typedef {{[T in keyof S]: (message: MessageOf<S, T>, by: C) => void}} Handlers
 */
/** @typedef {MessageOf<typeof ORDERS>} Order */
/** @typedef {MessageOf<typeof EVENTS>} Event */
/** @typedef {MessageOf<typeof REPORTS>} Report */

const LONGEST = 8_000_000; // characters of a text, elements of a list: more would harm the page
const LARGEST = 64_000_000; // bytes

/** @param {unknown} value @returns {value is string} */
const text = (value) => typeof value === "string" && value.length <= LONGEST;
/** @param {unknown} value @returns {value is number} */
const number = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;
/** @param {unknown} value @returns {value is boolean} */
const flag = (value) => typeof value === "boolean";
/** @param {unknown} value @returns {value is object} */
const record = (value) => typeof value === "object" && value !== null;
/** @param {unknown} _value @returns {_value is unknown} */
const any = (_value) => true;
/** @param {unknown} value @returns {value is [string, string]} */
const pair = (value) => Array.isArray(value) && value.length === 2 && value.every(text);
/** @param {unknown} value @returns {value is Uint8Array<ArrayBuffer>} */
const bytes = (value) => value instanceof Uint8Array && value.length <= LARGEST;
/** @param {unknown} value @returns {value is Record<string, number>} */
const counts = (value) => record(value) && Object.values(value).every(number);

/** @type {<T>(fits: Guard<T>) => Guard<T | undefined>} */
const optional = (fits) => (value) => value === undefined || fits(value);
/** @type {<T, U>(one: Guard<T>, other: Guard<U>) => Guard<T | U>} */
const either = (one, other) => (value) => one(value) || other(value);
/** @template T @param {Guard<T>} fits @returns {Guard<T[]>} */
function list(fits) {
  /** @param {unknown} value @returns {value is T[]} */
  return (value) => Array.isArray(value) && value.length <= LONGEST && value.every(fits);
}

// What the page itself sends is not looked into.
const manifest = /** @type {Guard<Manifest>} */ (record);
const parts = /** @type {Guard<Omit<Parts, "wasm" | "libraries" | "image">>} */ (record);
const pack = /** @type {Guard<Pack>} */ (record);

/**
 * A table without a prototype: no type is called "constructor".
 * @template {Record<string, Shape>} S
 * @param {S} shapes
 * @returns {S}
 */
const table = (shapes) => Object.assign(Object.create(null), shapes);

/** Page to worker. */
export const ORDERS = table({
  // The runtime; comes with the port. What is not among `parts` follows.
  boot: { base: text, manifest, parts: optional(parts) },
  part: { name: text, value: any },
  rehearse: { packs: list(pack), modules: list(text) }, // to install, and to import beforehand
  run: { code: text, checker: text }, // with who judges what it defines, or ""
  packs: { packs: list(pack) }, // packages as bytes, asked for by `need` or sent ahead
  identifiers: { module: text },
});

/** Worker to page, about a run. */
export const EVENTS = table({
  waiting: {}, // as many interpreters run as there may be
  // After `running`: only the run brought it to light; it begins again where nothing has run yet.
  need: {
    packs: list(text),
    loaded: optional(number),
    total: optional(number),
    stalled: optional(flag),
  },
  running: {},
  text: { pieces: list(pair), dropped: counts }, // pairs of stream and text; what was left out
  picture: { kind: text, data: either(text, bytes), alt: text },
  error: { text, line: number, hint: text },
  verdict: { passed: flag, text, line: number, detail: text }, // of the checker
  done: { ok: flag, seconds: number },
  broken: { message: text }, // this worker is of no use any more
});

/** Worker to page: all of them. */
export const REPORTS = table({
  ready: {}, // an interpreter waits
  // The answer to the order: each with its kind, and whether a module had to be imported for it
  identifiers: { found: list(pair), imported: flag },
  incomplete: {}, // it has come to a function that is not here, and is of no use any more
  ...EVENTS,
});

/**
 * `message` with the fields of its type and no others; raises TypeError if `shapes` has none such.
 * @template {Record<string, Shape>} S
 * @param {S} shapes
 * @param {any} message whatever has come
 * @returns {MessageOf<S>}
 */
export function checked(shapes, message) {
  const type = message?.type;
  const shape = typeof type === "string" ? shapes[type] : undefined;
  if (!shape) throw new TypeError(`a message of unknown type: ${String(type).slice(0, 50)}`);
  /** @type {Record<string, unknown>} */
  const found = { type };
  for (const [field, fits] of Object.entries(shape)) {
    const value = Object.hasOwn(message, field) ? message[field] : undefined;
    if (!fits(value)) throw new TypeError(`a message ${type} with a wrong ${field}`);
    found[field] = value;
  }
  return /** @type {MessageOf<S>} */ (found);
}

/**
 * Has the handler of its type do what `message` asks for.
 * @template {Record<string, Shape>} S
 * @template {keyof S} T
 * @template C
 * @param {Handlers<S, C>} handlers
 * @param {MessageOf<S, T>} message
 * @param {C} by
 */
export function handle(handlers, message, by) {
  handlers[message.type](message, by);
}

/**
 * `handlers` again, if there is one for each type of `shapes` and none besides; or a TypeError.
 * @template {object} H
 * @param {Record<string, Shape>} shapes
 * @param {H} handlers
 * @returns {H}
 */
export function handling(shapes, handlers) {
  const wrong = Object.keys({ ...shapes, ...handlers }).find(
    (type) => !(type in shapes && Object.hasOwn(handlers, type)),
  );
  if (wrong) throw new TypeError(`no such message, or no handler for it: ${wrong}`);
  return handlers;
}
