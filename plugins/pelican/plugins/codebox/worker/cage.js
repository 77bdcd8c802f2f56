/**
 * The cage around a reader's code, which may have come by a link from anyone.
 *
 * What a worker is born with is deleted, except for what the language is made of and what the
 * interpreter uses. A list of what may stay, not of what must go, holds against the interfaces that
 * browsers will add. The policy of the page, which a worker made from a blob inherits, does the
 * rest: no eval, no Function, no other host.
 */

const KEPT = `
  self globalThis console constructor
  setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone
  performance Performance crypto Crypto SubtleCrypto
  MessageChannel MessagePort MessageEvent Event EventTarget AbortController AbortSignal DOMException
  TextEncoder TextDecoder URL URLSearchParams Blob atob btoa
  AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array
  Boolean DataView Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array
  Float64Array Function Infinity Int16Array Int32Array Int8Array InternalError Intl Iterator JSON Map
  Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set
  SharedArrayBuffer String SuppressedError Symbol SyntaxError Temporal TypeError URIError Uint16Array
  Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval isFinite isNaN parseFloat
  parseInt undefined unescape`
  .trim()
  .split(/\s+/);

/** @typedef {{[name: string]: any}} Scope a global object, of which anything may be there or not */

/**
 * Interfaces that stay, without the parts that reach out of the worker.
 * @type {[owner: string, names: string[]][]}
 */
const CUT = [
  ["URL", ["createObjectURL", "revokeObjectURL"]],
  ["WebAssembly", ["compileStreaming", "instantiateStreaming"]],
];

/** What speaks to the page: nobody may put a getter or a method of his own there. */
const FROZEN = ["MessagePort", "MessageEvent", "Event", "EventTarget"];

/**
 * Closes `scope`, a worker's global object; throws if anything could not be taken away.
 * @param {Scope} scope
 */
export function cage(scope, kept = new Set(KEPT)) {
  for (const name of FROZEN) Object.freeze(scope[name].prototype);
  for (const [owner, names] of CUT) for (const name of names) delete scope[owner]?.[name];
  // Object and EventTarget hold nothing that reaches out, and ports are EventTargets too.
  const end = scope.EventTarget.prototype;
  for (let object = scope; object && object !== end; object = Object.getPrototypeOf(object)) {
    for (const key of Reflect.ownKeys(object)) {
      if (typeof key === "string" && !kept.has(key) && !remove(object, key)) {
        throw new Error(`the cage cannot close ${key}`);
      }
    }
  }
}

/**
 * Deletes `key`; what cannot be deleted may stay if it is a mere constant.
 * @param {object} object
 * @param {string} key
 */
function remove(object, key) {
  if (Reflect.deleteProperty(object, key)) return true;
  return !/object|function/.test(typeof Reflect.getOwnPropertyDescriptor(object, key)?.value);
}
