/**
 * The worker's script with all that it imports, kept in the page: a site may be renewed under a page
 * that is open, and the next worker finds nothing on the server any more.
 */

import { BootError, Line } from "./boot.js";

const TYPE = { type: "text/javascript" };
// As bundlers write it, and as people do.
const IMPORT = /((?:\bfrom|\bimport)\s*)(["'])(\.{0,2}\/[^"'\n]+)\2/g;
const LATER = /(\bimport\(\s*)(["'])(\.{0,2}\/[^"'\n]+)\2/g;

/** @returns {Promise<string>} the address of a blob; `lazy` imports the module that it is made of */
export async function standalone(lazy) {
  const { address } = await lazy(() => import("../worker/worker.js"));
  return kept(address, new Map());
}

/** The module at `address` and those that it imports, each once, as blobs that import each other. */
function kept(address, known) {
  if (!known.has(address)) known.set(address, fetched(address, known));
  return known.get(address);
}

async function fetched(address, known) {
  const text = new TextDecoder().decode(await get(address));
  const found = [...text.matchAll(IMPORT)].map(([, , , name]) => new URL(name, address).href);
  const blobs = await Promise.all(found.map((other) => kept(other, known)));
  const local = text.replace(IMPORT, (_, word) => word + JSON.stringify(blobs.shift()));
  // In a blob a relative address means nothing.
  const absolute = (_, word, quote, name) => word + JSON.stringify(new URL(name, address).href);
  return URL.createObjectURL(new Blob([local.replace(LATER, absolute)], TYPE));
}

async function get(address) {
  try {
    return await new Line().get(address, address.split("/").at(-1));
  } catch (error) {
    throw error.kind === "status" ? new BootError("script", error.file, error) : error;
  }
}
