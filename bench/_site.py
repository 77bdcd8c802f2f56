"""The built site, on a static host and in Chromium, and what its scripts weigh."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench._line import Line, serving
from tools.browser import FLAGS, find

__all__ = ["NODE", "ROOT", "SITE", "brotli", "closure", "opened"]

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(os.environ.get("SITE_OUTPUT", ROOT / "output"))
NODE = Path(sys.prefix) / "bin" / "node"


@contextmanager
def opened() -> Iterator[tuple[Browser, str]]:
    """Chromium and the site's address; says so if the machine has other things to do."""
    with (
        serving({"": SITE}, Line()) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find(), args=FLAGS) as browser,
    ):
        busy = os.getloadavg()[0] / (os.cpu_count() or 1)
        if busy > 1:
            print(f"The machine has {busy:.1f} times the work that it can do: times are too long.")
        yield browser, f"{address}/"


def closure(folder: Path, names: Iterable[str]) -> list[Path]:
    """The bundles ``names`` in ``folder``, and all that these import themselves."""
    found: dict[str, Path] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = folder / name
            waiting += re.findall(r'(?:from|import)"\./([^"]+)"', found[name].read_text("utf-8"))
    return sorted(found.values())


def brotli(files: list[Path]) -> int:
    """Bytes of all files, each compressed on its own at the highest quality."""
    code = (
        'const {brotliCompressSync} = require("node:zlib"), {readFileSync} = require("node:fs");'
        "console.log(JSON.stringify(process.argv.slice(1).map("
        "(file) => brotliCompressSync(readFileSync(file)).length)))"
    )
    command = [str(NODE), "-e", code, *map(str, files)]
    return sum(json.loads(subprocess.check_output(command, text=True)))
