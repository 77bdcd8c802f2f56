/** Code in the page's address: `#code=NAME.PAYLOAD`, as share.js makes it. */

const FRAGMENT = /^#code=([^.]*)\.?([^]*)$/;

/** @returns {{link: string, name: string, payload: string} | null} null if there is no code */
export function addressed() {
  const found = location.hash.match(FRAGMENT);
  if (!found) return null;
  const [link, name, payload] = found;
  return { link, name, payload };
}

/**
 * Takes `link` out of the address, so that a reload does not bring it again.
 * @param {string} link
 */
export function forget(link) {
  if (!link || link !== location.hash) return;
  history.replaceState(history.state, "", location.pathname + location.search);
}
