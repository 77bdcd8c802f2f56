"""A first visit, at the top and at a place in the text: when its fonts are there, and what shifts.

    python -m bench.first_visit

Chromium with an empty cache, on an unshaped line and on slow 4G as Lighthouse has it. Looked at is
what stands in the window: each block of text, by the fonts with which the browser has drawn it. The
site is output/, or the folder in SITE_OUTPUT.
"""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Browser, CDPSession, Error, Page

from bench._site import opened

LINES = {"unshaped": None, "slow 4G": (1_638_400 / 8, 150)}  # bytes per second, milliseconds
PLACES = ("", "#layer-1", "#figure-counterexample", "#references")
OWN = ("Source Serif", "Inter", "Source Code", "KaTeX")
LIMIT = 30.0  # seconds
SIZE = {"width": 390, "height": 844}

SHIFT = (
    "window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
    " window.shift += entry.value; }).observe({type: 'layout-shift', buffered: true});"
)
# Blocks that can be seen, marked for the DevTools protocol.
SEEN = """() => {
  let count = 0;
  for (const block of document.querySelectorAll("h1, h2, h3, p, li, dd, figcaption, .katex-html")) {
    delete block.dataset.seen;
    const { top, bottom, width } = block.getBoundingClientRect();
    const drawn = block.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
    if (!drawn || bottom < 0 || top > innerHeight || !width) continue;
    block.dataset.seen = String(count);
    count += 1;
  }
  return count;
}"""


def unset(page: Page, session: CDPSession) -> int:
    """How many blocks in the window are drawn with a stand-in; -1 if there is nothing to see."""
    count = page.evaluate(SEEN)
    if not count:
        return -1
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-seen]"})
    wrong = 0
    for node in found["nodeIds"]:
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        # A sign that no font of the page has is no stand-in.
        most = max(fonts, key=lambda font: font["glyphCount"], default=None)
        wrong += most is not None and not most["familyName"].startswith(OWN)
    return wrong


def settled(page: Page, session: CDPSession) -> bool:
    """Whether nothing in the window has a stand-in; not while the page is still being read."""
    try:
        return unset(page, session) == 0
    except Error:
        return False


def visit(browser: Browser, address: str, line: tuple[float, int] | None) -> dict[str, Any]:
    """Seconds until no block in the window has a stand-in, those that have one, and the shift."""
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type] # a mapping of integers
    page = context.new_page()
    page.add_init_script(SHIFT)
    session = context.new_cdp_session(page)
    for domain in ("Network", "DOM", "CSS"):
        session.send(f"{domain}.enable")
    if line:
        rate, delay = line
        speed = {"downloadThroughput": rate, "uploadThroughput": rate, "latency": delay}
        session.send("Network.emulateNetworkConditions", {"offline": False, **speed})
    start = time.monotonic()
    page.goto(address, wait_until="commit")
    while not settled(page, session) and time.monotonic() - start < LIMIT:
        page.wait_for_timeout(50)
    seconds = time.monotonic() - start
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    result = {"s": seconds, "stand-ins": unset(page, session), "shift": page.evaluate("shift")}
    context.close()
    return result


def main() -> None:
    print(f"{'line':10s} {'place':24s} {'set after':>10s} {'stand-ins':>10s} {'shift':>8s}")
    with opened() as (browser, address):
        for name, line in LINES.items():
            for place in PLACES:
                one = visit(browser, address + place, line)
                shown = f"{one['s']:8.2f} s {one['stand-ins']:10d} {one['shift']:8.4f}"
                print(f"{name:10s} {place or 'the top':24s} {shown}", flush=True)


if __name__ == "__main__":
    main()
