/**
 * Scripts that come later than the page, and what it means when one of them, or a file, is gone: a
 * site may be renewed while its pages are open.
 */

const OWN = import.meta.url.split("/").at(-1);
const brought = new Map(); // by the address at which they failed at first
let attempts = 0;

/**
 * What `load`, a call of import(), brings. Firefox remembers at which address a script has failed,
 * so that one is asked for by another.
 * @throws {Error} with a `kind`: "network", "renewed", or "script" for one that is damaged
 */
export async function lazy(load) {
  try {
    return await load();
  } catch (error) {
    const [address] = String(error?.message).match(/https?:\/\/\S+\.m?js/) ?? [];
    if (!address) throw await diagnosed(scriptError(error));
    try {
      if (!brought.has(address)) brought.set(address, await import(`${address}?again=${(attempts += 1)}`));
      return brought.get(address);
    } catch {
      throw await diagnosed(scriptError(error));
    }
  }
}

function scriptError(cause) {
  const file = "A part of this page";
  return Object.assign(new Error(String(cause?.message ?? cause), { cause }), { kind: "script", file });
}

/** `error`, with the kind "renewed" if what it misses belonged to a page that is no more. */
export async function diagnosed(error) {
  if (!["script", "status"].includes(error?.kind)) return error;
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
  const boxes = [...document.querySelectorAll("[data-runtime]")];
  const marks = [OWN, ...boxes.map((box) => box.dataset.runtime)];
  return !marks.every((mark) => html.includes(mark));
}
