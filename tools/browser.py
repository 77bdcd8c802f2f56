"""Finds what the tests drive: browsers, fonts, hosts; on Debian, root gets them here.

python -m tools.browser
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

__all__ = ["find", "main", "program", "shell"]

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SHELL = "chromium-headless-shell"

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


def shell() -> str | None:
    """The same engine without a browser's own windows, which are pages too: it needs half of the
    processor's time. Not for WebAssembly: what reads beyond its memory ends the shell's page.
    """
    return shutil.which(SHELL) or find()


def program(name: str) -> str | None:
    """The path of a program, also of one that is for administrators."""
    return shutil.which(name) or shutil.which(name, path=SBIN)


# As wide as Times New Roman, Arial and Courier New, which readers' machines have: without them text
# is first shown by fonts of another width, and moves when the page's own arrive.
FONTS = "fonts as wide as those of readers' machines"

# Debian's packages for each.
PACKAGES = {
    "chromium": "chromium",
    SHELL: SHELL,
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
    FONTS: "fonts-liberation fontconfig",
    # Hosts that the site is tried on.
    "nginx": "nginx",
    "caddy": "caddy",
    "busybox": "busybox",
}
# Debian has servers where a user's PATH does not lead.
SBIN = "/usr/sbin:/sbin"


def _missing() -> list[str]:
    return [name for name in PACKAGES if not _is_here(name)]


def _is_here(name: str) -> bool:
    if name == FONTS:
        return _has_fonts()
    return bool(find() if name == "chromium" else program(name))


def _has_fonts() -> bool:
    """Whether the page's stand-ins for its own fonts can be made from fonts of this machine."""
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False)
    return "Liberation Serif" in listed.stdout or "Times New Roman" in listed.stdout


def _apt(programs: list[str]) -> None:
    packages = [package for program in programs for package in PACKAGES[program].split()]
    print(f"Installing {', '.join(packages)} for the tests (apt)", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "-y", "-qq", "--no-install-recommends", *packages]
    for words in (["update", "-qq"], install):
        command = ["apt-get", *words]
        subprocess.run(command, env=env, capture_output=True, check=False)


def main() -> int:
    missing = _missing()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        _apt(missing)
        missing = _missing()
    if "chromium" in missing:
        print(
            "make test: no Chromium on PATH; install it (apt install chromium) "
            "or name one with CHROMIUM=/path/to/chrome",
            file=sys.stderr,
        )
        return 1
    missing = [name for name in missing if name != SHELL]  # there is a browser instead
    if missing:
        print(f"not here, so the tests go without: {', '.join(missing)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
