"""How fast figures follow the hand, what their scripts weigh, and whether anything jumps.

    python -m bench.figures [--only NAME ...]

Every slider of every figure is swept, every choice and switch is turned, and a point that can be
dragged is dragged by the mouse. The browser's trace tells what each input costs, in the main
thread's own time, so that a busy machine does not count: from the event until the drawing is
another ("figure"), and what the browser then does to show it, style, layout and paint ("browser").

A processor that is four times slower is had by multiplication. Chromium's own slowing down stops
the thread for some 3 ms after each 1 ms: one and the same change of a picture then takes 0.4 or
3.5 ms, whether a stop falls into it or not. What it says stands beside ("stopped").
SITE_OUTPUT names another site than output/.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page

from bench._site import SITE, brotli, closure, opened

SLOWER, INPUTS = 4, 60
CHANGED, SCRIPTS = 4.0, 32 * 1024
"""The budgets: milliseconds from an input to another drawing (95th percentile), bytes in brotli."""
INPUT = {"input", "pointermove"}
PAINTING = {"UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize", "Commit"}

SWEEP = """async ([figure, inputs]) => {
    const frame = () => new Promise(requestAnimationFrame);
    const live = document.querySelector(`${figure} .figure-live`);
    const turn = async (control, times, act) => {
        // What is folded away comes in sevens, all alike: fewer inputs of each.
        const few = control.checkVisibility() ? inputs : inputs / 6;
        for (let i = 1; i <= Math.min(few, times); i++) {
            await frame();
            act(i);
            control.dispatchEvent(new Event("input", { bubbles: true }));
        }
    };
    for (const control of live.querySelectorAll(".control select")) {
        const { length } = control.options;
        await turn(control, 4 * length, (i) => (control.selectedIndex = i % length));
    }
    for (const control of live.querySelectorAll("input[type=checkbox]")) {
        await turn(control, 8, () => (control.checked = !control.checked));
    }
    for (const slider of live.querySelectorAll("input[type=range]")) {
        const last = Number(slider.max);
        await turn(slider, 4 * last, (i) => {
            const at = (i * Math.max(1, Math.round(last / inputs))) % (2 * last);
            slider.value = at > last ? 2 * last - at : at; // to and fro
        });
    }
}"""

SHIFTS = """() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifts += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
}"""


def trace(page: Page, name: str, rate: int) -> list[dict[str, Any]]:
    """What the browser did while figure ``name`` was moved by all its controls, in its order.

    ``rate`` is how many times Chromium slows the page down.
    """
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    events: list[dict[str, Any]] = []
    done: list[Any] = []
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    session.once("Tracing.tracingComplete", lambda _: done.append(True))
    options = {"transferMode": "ReportEvents", "categories": "devtools.timeline"}
    session.send("Tracing.start", options)
    page.evaluate(SWEEP, [f"#figure-{name}", INPUTS])
    drag(page, name)
    session.send("Tracing.end")
    while not done:
        page.wait_for_timeout(50)
    session.detach()
    return sorted((e for e in events if e.get("ph") == "X"), key=lambda e: e["ts"])


def drag(page: Page, name: str) -> None:
    """Drags the handle of figure ``name``, if it has one, in a circle."""
    handle = page.locator(f"#figure-{name} .handle")
    if handle.count() == 0:
        return
    handle.evaluate("e => e.scrollIntoView({ block: 'center' })")
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(INPUTS):
        turn = 2 * np.pi * i / INPUTS
        page.mouse.move(x + 150 * (1 - np.cos(turn)), y + 60 * np.sin(turn))
    page.mouse.up()


def costs(events: list[dict[str, Any]]) -> tuple[np.ndarray, np.ndarray]:
    """Milliseconds per input: of its event, and of the painting after it."""
    figure: list[float] = []
    painting: list[float] = []
    end, thread = 0.0, None
    for event in events:
        data = event.get("args", {}).get("data", {})
        if event["name"] == "EventDispatch" and data.get("type") in INPUT:
            figure.append(event["tdur"] / 1000)
            painting.append(0.0)
            end, thread = event["ts"] + event["dur"], event["tid"]
        elif event["name"] in PAINTING and event["tid"] == thread and event["ts"] >= end:
            painting[-1] += event["tdur"] / 1000
    return np.array(figure), np.array(painting)


def follow(
    browser: Browser, address: str, only: list[str]
) -> Iterator[tuple[str, np.ndarray, np.ndarray, np.ndarray]]:
    """Every figure with controls, or ``only`` these: its inputs' costs, and those if stopped."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address, wait_until="networkidle")
    names = page.eval_on_selector_all(
        "figure[data-figure]", "figures => figures.map((figure) => figure.dataset.figure)"
    )
    for name in only or names:
        page.evaluate(f"document.querySelector('#figure-{name}').scrollIntoView()")
        page.wait_for_selector(f"#figure-{name}[data-live='']")
        figure, painting = costs(trace(page, name, 1))
        stopped, _ = costs(trace(page, name, SLOWER))
        if figure.size:
            yield name, SLOWER * figure, SLOWER * painting, stopped
    page.close()


def shift(browser: Browser, address: str, width: int) -> float:
    """The layout shift of reading down the whole page, as fast as a wheel turns."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(f"({SHIFTS})()")
    page.goto(address)
    while page.evaluate("scrollY + innerHeight < document.documentElement.scrollHeight - 1"):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(40)
    page.wait_for_timeout(500)
    shifts: float = page.evaluate("window.shifts")
    page.close()
    return shifts


def scripts(site: Path) -> list[Path]:
    """The frame, the script of each figure of the page, and all that these import themselves."""
    (frame,) = (site / "assets").glob("figures-????????.js")
    page = (site / "index.html").read_text("utf-8")
    own = re.findall(r'data-script="assets/([^"]+)"', page)
    return closure(frame.parent, [frame.name, *own])


def moves(browser: Browser, address: str, only: list[str]) -> None:
    """Prints each figure's times as they are known."""
    print("ms at 4x              figure: median   95 %  browser: 95 %  stopped: 95 %", flush=True)
    for name, figure, painting, stopped in follow(browser, address, only):
        half, most = np.percentile(figure, [50, 95])
        over = "  over the budget" if most > CHANGED else ""
        others = f"{np.percentile(painting, 95):14.2f} {np.percentile(stopped, 95):14.2f}"
        print(f"{name:21s} {half:14.2f} {most:6.2f} {others}{over}", flush=True)


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(description="How fast figures follow the hand.")
    parser.add_argument(
        "--only", nargs="+", metavar="NAME", default=[], help="these, and nothing but their times"
    )
    only: list[str] = parser.parse_args(arguments).only
    with opened() as (browser, address):
        moves(browser, address, only)
        if only:
            return
        for width in (390, 1280):
            shifts = shift(browser, address, width)
            print(f"layout shift at {width:4d}: {shifts:.4f}", flush=True)
    files = scripts(SITE)
    size = brotli(files)
    over = "  over the budget" if size > SCRIPTS else ""
    print(f"scripts: {len(files)} files, {size:,} bytes in brotli{over}")


if __name__ == "__main__":
    main(sys.argv[1:])
