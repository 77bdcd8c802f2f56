/**
 * Scripts of workers with all that they import, kept in the page: a site may be renewed under a page
 * that is open, and the next worker finds nothing on the server any more.
 */

import { BootError, Line } from "./boot.js";
import { kindOf } from "./errors.js";

/** @typedef {<T>(load: () => Promise<T>) => Promise<T>} Lazy imports a module, again after a failure */

const TYPE = { type: "text/javascript" };
// As bundlers write it, and as people do.
const IMPORT = /((?:\bfrom|\bimport)\s*)(["'])(\.{0,2}\/[^"'\n]+)\2/g;
const LATER = /(\bimport\(\s*)(["'])(\.{0,2}\/[^"'\n]+)\2/g;

/** @type {Record<"python" | "unpacking", () => Promise<{address: string}>>} what workers are for */
const MODULES = {
  python: () => import("../worker/worker.js"),
  unpacking: () => import("../worker/unpacking.js"),
};

/**
 * @param {keyof typeof MODULES} name
 * @param {Lazy} lazy imports the module that it is made of
 * @returns {Promise<string>} the address of a blob
 */
export async function standalone(name, lazy) {
  const { address } = await lazy(MODULES[name]);
  return kept(address, new Map());
}

/**
 * A worker's first lines. It is made from a blob: only such a worker inherits the page's policy.
 * @param {string} address of a module that has `start`
 * @returns {string} an address, to be revoked
 */
export function starter(address) {
  const text = `import { start } from ${JSON.stringify(address)}; start(self);`;
  return URL.createObjectURL(new Blob([text], TYPE));
}

/**
 * The module at `address` and those that it imports, each once, as blobs that import each other.
 * @param {string} address
 * @param {Map<string, Promise<string>>} known
 * @returns {Promise<string>}
 */
function kept(address, known) {
  const found = known.get(address) ?? fetched(address, known);
  known.set(address, found);
  return found;
}

/**
 * @param {string} address
 * @param {Map<string, Promise<string>>} known
 * @returns {Promise<string>}
 */
async function fetched(address, known) {
  const text = new TextDecoder().decode(await get(address));
  const found = [...text.matchAll(IMPORT)].map(([, , , name]) => new URL(name, address).href);
  const blobs = await Promise.all(found.map((other) => kept(other, known)));
  const local = text.replace(IMPORT, (_, word) => word + JSON.stringify(blobs.shift()));
  // In a blob a relative address means nothing.
  /** @type {(whole: string, word: string, quote: string, name: string) => string} */
  const absolute = (_, word, _quote, name) => word + JSON.stringify(new URL(name, address).href);
  return URL.createObjectURL(new Blob([local.replace(LATER, absolute)], TYPE));
}

/** @param {string} address */
async function get(address) {
  const file = address.slice(address.lastIndexOf("/") + 1);
  try {
    return await new Line().get(address, file);
  } catch (error) {
    throw kindOf(error) === "status" ? new BootError("script", file, error) : error;
  }
}
