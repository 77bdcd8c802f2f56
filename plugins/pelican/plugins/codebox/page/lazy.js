/**
 * Scripts that come later than the page, and what it means when one of them, or a file, is gone: a
 * site may be renewed while its pages are open.
 */

/** @typedef {Error & {kind?: string, file?: string}} Failure an error of a download has a kind */

const OWN = import.meta.url.slice(import.meta.url.lastIndexOf("/") + 1);
/** @type {Map<string, any>} modules by the address at which they failed at first */
const brought = new Map();
let attempts = 0;

/** @type {(error: unknown) => string} */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * What `load`, a call of import(), brings. Firefox remembers at which address a script has failed,
 * so that one is asked for by another.
 * @template T
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 * @throws {Failure} with a `kind`: "network", "renewed", or "script" for one that is damaged
 */
export async function lazy(load) {
  try {
    return await load();
  } catch (error) {
    const [address] = messageOf(error).match(/https?:\/\/\S+\.m?js/) ?? [];
    if (!address) throw await diagnosed(scriptError(error));
    try {
      if (!brought.has(address)) brought.set(address, await import(`${address}?again=${(attempts += 1)}`));
      return brought.get(address);
    } catch {
      throw await diagnosed(scriptError(error));
    }
  }
}

/**
 * @param {unknown} cause
 * @returns {Failure}
 */
function scriptError(cause) {
  const file = "A part of this page";
  return Object.assign(new Error(messageOf(cause), { cause }), { kind: "script", file });
}

/**
 * `error`, with the kind "renewed" if what it misses belonged to a page that is no more.
 * @template {unknown} E
 * @param {E} error
 */
export async function diagnosed(error) {
  if (!(error instanceof Error && "kind" in error)) return error;
  if (error.kind !== "script" && error.kind !== "status") return error;
  try {
    if (await renewed()) error.kind = "renewed";
  } catch {
    if (error.kind === "script") error.kind = "network";
  }
  return error;
}

/** Whether the server has another edition of this page, with another script or other runtimes. */
async function renewed() {
  const response = await fetch(location.href, { cache: "no-store" });
  if (!response.ok) return false;
  const html = await response.text();
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = document.querySelectorAll("[data-runtime]");
  const marks = [OWN, ...Array.from(boxes, (box) => String(box.dataset.runtime))];
  return !marks.every((mark) => html.includes(mark));
}
