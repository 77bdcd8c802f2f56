"""How soon the page answers a press of any of its controls (INP), four times slowed down.

    python -m bench.responses

On a phone's window every button, choice, switch and slider is pressed once by key, in their order
(Run of each code box too, and what a press unfolds), and every tenth link within the page. The
browser says how long it took from each press until the next picture (Event Timing), in steps of
8 ms.
SITE_OUTPUT names another site than output/.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import CDPSession, Page

from bench._site import opened

SLOWER = 4
BUDGET = 100
"""Milliseconds."""
SETTLED = 300
"""Milliseconds for a press to be answered and noted."""
CONTROLS = "button, summary, select, input, .cm-content"
LINKS, EVERY = "main a[href^='#']", 10

WATCH = """() => {
    window.presses = [];
    const note = (list) => {
        for (const { name, duration, interactionId } of list.getEntries()) {
            if (interactionId) window.presses.push([name, duration]);
        }
    };
    new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16 });
}"""
SEEN = """() => new Promise((resolve) =>
    requestAnimationFrame(() => requestIdleCallback(resolve, { timeout: 2000 })))"""
# Where a control is, in words: its room of the page and its own name.
NAMED = """(control) => {
    const room = control.closest("figure[id], [id^=codebox], nav, header, footer, section[id]");
    const own = control.getAttribute("aria-label") ?? control.labels?.[0]?.innerText;
    const text = own ?? control.innerText ?? control.value ?? "";
    return `${room?.id || room?.localName || "page"}: ${text.trim().slice(0, 40) || control.type}`;
}"""


def presses(page: Page, session: CDPSession) -> Iterator[tuple[str, float]]:
    """Each control's name, and milliseconds of the slowest event of its press."""
    for figure in page.locator("figure[data-figure]").element_handles():
        figure.scroll_into_view_if_needed()
        page.wait_for_function("(figure) => 'live' in figure.dataset", arg=figure)
    page.evaluate(WATCH)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    links = page.query_selector_all(LINKS)[::EVERY]
    for control in [*page.query_selector_all(CONTROLS), *links]:
        # What a press has unfolded comes after what was pressed.
        if not control.is_visible() or not control.is_enabled():
            continue
        name = control.evaluate(NAMED)
        control.focus()
        page.evaluate(SEEN)  # nobody presses what is not on the screen yet
        page.evaluate("window.presses.length = 0")
        page.keyboard.press(key(control.evaluate("(e) => [e.localName, e.type ?? '']")))
        page.wait_for_timeout(SETTLED)
        noted: list[Any] = page.evaluate("window.presses")
        yield name, max((duration for _, duration in noted), default=0.0)


def key(kind: list[str]) -> str:
    """What a reader presses on such a control."""
    if kind == ["input", "range"] or kind[0] == "select":
        return "ArrowRight"
    if kind[0] in {"a", "button", "summary"}:
        return "Enter"
    return "Space" if kind[0] == "input" else "x"


def report(measured: list[tuple[str, float]]) -> None:
    slowest = sorted(measured, key=lambda one: -one[1])
    over = sum(duration > BUDGET for _, duration in measured)
    print(f"{len(measured)} controls, {over} of them slower than {BUDGET} ms; the slowest:\n")
    print("| control | ms |\n|---|---|")
    for name, duration in slowest[:12]:
        print(f"| {name} | {duration:.0f} |")


def main() -> None:
    with opened() as (browser, address):
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(address, wait_until="networkidle")
        report(list(presses(page, page.context.new_cdp_session(page))))


if __name__ == "__main__":
    main()
