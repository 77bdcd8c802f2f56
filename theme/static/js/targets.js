// What an address leads to is seen: a fold that holds it is opened, as some browsers do by themselves.

/**
 * The closed folds around the element with the id that `hash` has, from the inside out.
 * @param {Document} page
 * @param {string} hash
 */
export function foldsAround(page, hash) {
  const folds = [];
  let fold = page.getElementById(hash.slice(1))?.closest("details:not([open])");
  for (; fold; fold = fold.parentElement?.closest("details:not([open])")) folds.push(fold);
  return /** @type {HTMLDetailsElement[]} */ (folds);
}

/**
 * Opens the folds around the place that the address of `page` leads to, now and later.
 * @param {Document} page
 */
export function watchTargets(page) {
  const open = () => {
    for (const fold of foldsAround(page, location.hash)) fold.open = true;
    const target = page.getElementById(location.hash.slice(1));
    if (!target?.closest("details")) return;
    // In a section that is not laid out yet, what was just unfolded has no place to scroll to.
    const section = /** @type {HTMLElement | null} */ (target.closest(".article-body > section"));
    if (section) section.dataset.open = "";
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
}
