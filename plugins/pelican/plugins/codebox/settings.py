"""The settings of the code box."""

from __future__ import annotations

from pathlib import Path

from pelican.plugins.explorable.settings import Setting
from pelican.plugins.explorable.workers import LIMIT as SECONDS

__all__ = [
    "DATA",
    "FIRST",
    "LATER",
    "LIMIT",
    "LINK",
    "NODE",
    "PRELOAD",
    "PROJECTS",
    "PYODIDE",
    "REHEARSE",
    "SETTINGS",
    "WHEELS",
]

LISTS = (list, tuple)

# Progress bars; MPL-2.0 and MIT, with sources in the wheel itself.
TQDM = "tqdm==4.67.1 --hash=sha256:26445eca388f82e72884e0d580d5464cd801a3ea01e63e5601bdff9ba6a48de2"

PROJECTS = Setting(
    "CODEBOX_PROJECTS", LISTS, (),
    "Folders with a pyproject.toml whose wheels readers can import, and find below `wheels/`.",
)  # fmt: skip
FIRST = Setting(
    "CODEBOX_FIRST", LISTS, ("numpy",),
    "Packages of Pyodide's that are there as soon as Python is.",
)  # fmt: skip
LATER = Setting(
    "CODEBOX_LATER", LISTS, ("matplotlib",),
    "Packages of Pyodide's that come with the first program that imports them.",
)  # fmt: skip
WHEELS = Setting(
    "CODEBOX_WHEELS", LISTS, (TQDM,),
    "Wheels of pure Python from pip's registry, which come with the first program that imports "
    "them: lines such as `name==1.0 --hash=sha256:…`.",
)  # fmt: skip
DATA = Setting(
    "CODEBOX_DATA", dict, {},
    "Files that programs can read: lists of paths, by the name of the package to find them in.",
)  # fmt: skip
PRELOAD = Setting(
    "CODEBOX_PRELOAD", str, None,
    "Python that runs before the snapshot is taken, in place of the imports of NumPy and of what "
    "most programs import.",
)  # fmt: skip
REHEARSE = Setting(
    "CODEBOX_REHEARSE", LISTS, None,
    "Packages whose changes have the boxes run again. Where it is set, if only to `[]`, every box "
    "runs once when the site is built, and one that fails ends the build.",
)  # fmt: skip
LIMIT = Setting(
    "CODEBOX_LIMIT", (int, float), SECONDS,
    "Seconds that a box may take when it is run at build time.",
)  # fmt: skip
PYODIDE = Setting(
    "CODEBOX_PYODIDE", (str, Path), None,
    "npm's folder of Pyodide; without it `node_modules/pyodide`, or else the version that the "
    "wheel pins, which is fetched.",
)  # fmt: skip
LINK = Setting(
    "CODEBOX_LINK", bool, True,
    "Whether Pyodide's module is linked anew for the packages of the site, without what none of "
    "them calls; for that npm's acorn, acorn-walk and binaryen must be in `node_modules`. "
    "`False` serves the module as Pyodide has built it.",
)  # fmt: skip
NODE = Setting("CODEBOX_NODE", (str, Path), "node", "The program Node.")
SETTINGS = (PROJECTS, FIRST, LATER, WHEELS, DATA, PRELOAD, REHEARSE, LIMIT, PYODIDE, LINK, NODE)
