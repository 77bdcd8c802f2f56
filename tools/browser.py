"""Finds the Chromium that the tests drive; as root on Debian, installs it.

python -m tools.browser
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

__all__ = ["find", "main"]

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

# What headless Chromium needs in a container, and what keeps it from asking hosts of its own.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The browser's path: what CHROMIUM names, or the first that is on PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def _apt() -> None:
    print("Installing Chromium for the browser tests (apt)", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        subprocess.run(["apt-get", *words], env=env, stdout=subprocess.DEVNULL, check=False)


def main() -> int:
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _apt()
    if find() is None:
        print(
            "make test: no Chromium on PATH; install it (apt install chromium) "
            "or name one with CHROMIUM=/path/to/chrome",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
