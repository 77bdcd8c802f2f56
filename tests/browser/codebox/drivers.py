"""Three browsers, each of which opens an address and waits for the results that the page leaves."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

PATIENCE = 800  # seconds for all that one page plays
TRIES = 2
RESULTS = "document.documentElement.dataset.results"
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT = shutil.which("WebKitWebDriver")
XVFB = shutil.which("Xvfb")
MINIBROWSERS = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))

Results = dict[str, str]


def titles(script: str, pattern: str = r'^  async "(.+)"\(\)') -> list[str]:
    """What a script of this folder plays, by its source."""
    text = Path(__file__).with_name(f"{script}.js").read_text("utf-8")
    return re.findall(pattern, text, re.MULTILINE)


def chromium(browser: Browser, address: str) -> Results:
    page = browser.new_page()
    page.goto(address)
    # not wait_for_function, which the page's policy forbids
    page.locator("html[data-results]").wait_for(timeout=PATIENCE * 1000, state="attached")
    results = json.loads(page.evaluate(RESULTS))
    page.close()
    return results


def firefox(address: str) -> Results:
    script = Path(__file__).with_name("firefox.mjs")
    command = [shutil.which("node"), script, FIREFOX, address, str(PATIENCE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def webkit(address: str) -> Results:
    with screen() as display, _webkit(display) as driver:
        driver.get(address)
        return json.loads(
            WebDriverWait(driver, PATIENCE, 0.3).until(
                lambda driver: driver.execute_script(f"return {RESULTS}")
            )
        )


@contextmanager
def screen() -> Iterator[str]:
    """A screen that is nowhere to be seen: of windows on one screen only one has the focus."""
    command = [XVFB, "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


@contextmanager
def _webkit(display: str) -> Iterator[webdriver.WebKitGTK]:
    options = Options()
    options.binary_location = str(MINIBROWSERS[-1])
    options.add_argument("--automation")
    env = os.environ | {
        "DISPLAY": display,
        # its sandbox needs namespaces that a container does not give
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        # its last compiler takes half of all its time, for code that runs for seconds
        "JSC_useOMGJIT": "0",
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Selenium's own use of Selenium
        driver = webdriver.WebKitGTK(options=options, service=Service(WEBKIT, env=env))
    try:
        yield driver
    finally:
        driver.quit()


def available() -> list[str]:
    """The browsers that are there."""
    there = {
        "chromium": True,
        "firefox": FIREFOX,
        "webkit": WEBKIT and MINIBROWSERS and XVFB,
    }
    return [name for name, found in there.items() if found]


def play(name: str, address: str, browser: Browser) -> Results:
    """What a page says of itself; ``browser`` is the Chromium that runs already.

    One that dies is started once more. Then its failure is that of every title, and it is not asked
    again for each.
    """
    drivers = {"chromium": partial(chromium, browser), "firefox": firefox, "webkit": webkit}
    failures = []
    for _ in range(TRIES):
        try:
            return drivers[name](address)
        except Exception as error:
            failures.append(repr(error))
    return defaultdict(partial(str, f"{name} did not play: {', '.join(failures)}"))
