"""What a browser has to lay out before it can show the title, and how it sets the formulas."""

from tests.browser.waiting import clocked, eventually, laid_out, later, stop_clock, until

SHOWN = """() => [...document.querySelectorAll(".article-body > section > *")]
    .filter((part) => part.checkVisibility({ contentVisibilityAuto: true })).length"""

# Places of all boxes of formulas, then again with each rule that they share as an attribute of its
# own, as KaTeX has them.
MOVED = """() => {
  const boxes = [...document.querySelectorAll(".katex-html *, .katex-html")];
  for (const section of document.querySelectorAll(".article-body > section"))
    section.dataset.open = "";
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const places = () => boxes.map((box) => {
    const { x, y, width, height } = box.getBoundingClientRect();
    return [x, y, width, height].map((value) => value.toFixed(2)).join();
  });
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    .filter(({ selectorText }) => /^\\.katex-[0-9a-f]+$/.test(selectorText));
  const before = places();
  for (const { selectorText, style } of rules) {
    for (const box of document.querySelectorAll(selectorText)) {
      box.classList.remove(selectorText.slice(1));
      for (const name of style) box.style.setProperty(name, style.getPropertyValue(name));
    }
  }
  const after = places();
  return [rules.length, boxes.length, before.filter((place, at) => place !== after[at]).length];
}"""


def test_the_title_waits_for_no_part_of_the_text(page, site):
    """While fonts are on their way, nothing of the sections is laid out; then the first are."""
    held = []
    page.route("**/*.woff2", lambda route, _: held.append(route))
    clocked(page).goto(f"{site}/index.html", wait_until="commit")
    stop_clock(page)  # or the page's patience may end
    until(page, "document.readyState !== 'loading' && Boolean(document.querySelector('footer'))")
    page.locator("h1").wait_for()
    assert page.evaluate(SHOWN) == 0
    for route in held:
        route.continue_()
    page.unroute("**/*.woff2")
    page.clock.resume()
    laid_out(page)
    assert page.evaluate(SHOWN) > 0


def test_formulas_stand_as_katex_has_set_them(page, site):
    """Each box of each formula is where it would be, were its style its own."""
    page.goto(f"{site}/index.html")
    laid_out(page)
    rules, boxes, moved = page.evaluate(MOVED)
    assert rules > 100
    assert boxes > 10_000
    assert moved == 0
    assert page.locator(".katex-html [style]").count() > 4_000


LAYING = """() => [
    document.querySelectorAll("[data-later]").length > 0,
    getComputedStyle(document.querySelector(".article-body > section ~ section")).visibility,
]"""


def test_what_follows_is_not_seen_while_the_first_section_is_laid_out(page, site):
    """Who scrolls on meanwhile sees nothing move."""
    clocked(page).goto(f"{site}/index.html", wait_until="commit")
    stop_clock(page)
    until(page, "document.readyState === 'complete'")
    seen = []

    def laid():
        later(page, 20)
        seen.append(page.evaluate(LAYING))
        return [True, "hidden"] in seen and seen[-1] == [False, "visible"]

    eventually(laid)
    assert [True, "visible"] not in seen
