"""Plays that move the site in a frame, in every browser: a folder with play.html and play.js."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.codebox.drivers import Results, play
from tools.server import serving

RESULTS = Path(__file__).with_name("framed.js")


@contextmanager
def playing(
    plays: Path, site: Path, folder: Path, browser: Browser
) -> Iterator[Callable[..., Results]]:
    """From a browser's name to the results of all titles in it; each browser plays once a try."""
    (folder / "site").symlink_to(site)
    for file in (*plays.iterdir(), RESULTS):
        (folder / file.name).symlink_to(file)
    with serving(folder) as address:
        yield cache(lambda name, tries: play(name, f"{address}/play.html", browser))
