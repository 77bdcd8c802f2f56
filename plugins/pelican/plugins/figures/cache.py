"""Drawings on disk, one file each, under a key that hashes all that the drawing depends on."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path
from typing import Any

from pelican.plugins.explorable.imports import code_sum
from pelican.plugins.explorable.store import Store, log

from .sources import FigurePackage

__all__ = ["Cache", "Picture", "key"]

# What a picture is made by; the rest of the plugin only places it.
DRAWERS = ("render.py", "svg.py", "paths.py", "worker.py")
MAKERS = (*DRAWERS, "controls.py", "forms.py", "states.py", "room.py")
DEFAULTS = ("matplotlib", "numpy")
KEPT = 4


@dataclass(frozen=True)
class Picture:
    """A drawing in the forms that the page needs: all deterministic.

    ``drawings`` are SVG by their form: wide, and narrow where there is one for narrow screens.
    ``controls`` are what moves it, as ``data`` has them too: see ``controls.checked``, and
    ``states.accepts`` for what they can be. ``room`` is theirs, as style. Without controls it is
    still.
    """

    name: str
    drawings: dict[str, str]
    data: str
    controls: list[dict[str, Any]] = field(default_factory=list)
    room: str = ""

    @property
    def digest(self) -> str:
        """Names the files: the same contents have the same name."""
        whole = self.data + "".join(self.drawings.values())
        return hashlib.sha256(whole.encode()).hexdigest()[:10]

    @property
    def alt(self) -> str:
        """What a sighted reader sees."""
        return str(json.loads(self.data)["alt"])

    @property
    def data_address(self) -> str:
        """Of the file with the numbers, the address from the site's root."""
        return f"figures/{self.name}-{self.digest}.json"

    def size(self, form: str) -> tuple[str, str]:
        """Width and height of a drawing, as it has them."""
        box = self.drawings[form].partition('viewBox="')[2].partition('"')[0]
        _, _, width, height = box.split()
        return width, height

    def address(self, form: str) -> str:
        """Of a drawing's file, from the site's root."""
        infix = "" if form == "wide" else f"-{form}"
        return f"figures/{self.name}{infix}-{self.digest}.svg"


def key(package: FigurePackage, name: str) -> str:
    """A hash of the code, data files and library versions behind the figure ``name``."""
    files, foreign = package.dependencies(name)
    style = package.path("style")
    makers = [Path(__file__).with_name(maker) for maker in MAKERS]
    sums = [(p.name, _sum(p)) for p in makers]
    sums += [(str(p.relative_to(package.root)), _sum(p)) for p in sorted({*files, style})]
    facts = [name, sys.version, sums, _versions({*DEFAULTS, *foreign})]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:20]


def _sum(path: Path) -> str:
    return code_sum(path) if path.is_file() else ""


def _versions(modules: set[str]) -> list[tuple[str, str]]:
    return [found for module in sorted(modules) for found in _version(module)]


@cache
def _version(module: str) -> list[tuple[str, str]]:
    """The distributions that bring a top-level module, each with its version."""
    found = []
    for distribution in _distributions().get(module, [module]):
        try:
            found.append((distribution, version(distribution)))
        except PackageNotFoundError:
            found.append((distribution, ""))
    return found


# Reading what is installed takes a third of a second.
_distributions = cache(packages_distributions)


class Cache:
    """Pictures in the folder ``path``; those of old sources are forgotten after a while."""

    def __init__(self, path: Path, report: Callable[[str], None] = log) -> None:
        self.store = Store(path, report)

    def get(self, name: str, key: str) -> Picture | None:
        """The picture, or None if there is none or its file is damaged."""
        entry = self.store.get(_file(name, key))
        return None if entry is None else Picture(**json.loads(entry))

    def put(self, key: str, picture: Picture) -> None:
        self.store.put(_file(picture.name, key), json.dumps(asdict(picture)).encode())
        self.store.forget(_file(picture.name, "?" * 20), KEPT)


def _file(name: str, key: str) -> str:
    return f"{name}-{key}.json"
