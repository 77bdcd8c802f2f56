"""Drawings on disk, one file each, under a key that hashes all that the drawing depends on."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path

from .sources import FigurePackage

__all__ = ["Cache", "Picture", "key"]

# What a picture is made by; the rest of the plugin only places it.
MAKERS = ("render.py", "svg.py", "paths.py", "worker.py")
DEFAULTS = ("matplotlib", "numpy")
KEPT = 4


@dataclass(frozen=True)
class Picture:
    """A drawing in the forms that the page needs: all text, all deterministic."""

    name: str
    inline: str
    standalone: str
    data: str

    @property
    def digest(self) -> str:
        """Names the files: the same contents have the same name."""
        return hashlib.sha256((self.data + self.standalone).encode()).hexdigest()[:10]

    @property
    def ratio(self) -> str:
        """Width and height as in CSS: the room that the drawing takes before it is laid out."""
        _, _, width, height = self.inline.partition('viewBox="')[2].partition('"')[0].split()
        return f"{width} / {height}"


def key(package: FigurePackage, name: str) -> str:
    """A hash of the sources, data files and library versions behind the figure ``name``."""
    files, foreign = package.dependencies(name)
    style = package.path("style")
    makers = [Path(__file__).with_name(maker) for maker in MAKERS]
    sums = [(p.name, _sum(p)) for p in makers]
    sums += [(str(p.relative_to(package.root)), _sum(p)) for p in sorted({*files, style})]
    facts = [name, sys.version, sums, _versions({*DEFAULTS, *foreign})]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:20]


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


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


@dataclass(frozen=True)
class Cache:
    """The folder ``path``, made when something is kept."""

    path: Path

    def get(self, name: str, key: str) -> Picture | None:
        """The picture, or None if there is none or its file is damaged."""
        try:
            entry = json.loads(self._file(name, key).read_bytes())
            picture = Picture(**entry["picture"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return picture if entry["digest"] == picture.digest else None

    def put(self, key: str, picture: Picture) -> None:
        """Keeps the picture; whoever reads meanwhile sees the old entry, or none, or this."""
        self.path.mkdir(parents=True, exist_ok=True)
        file = self._file(picture.name, key)
        aside = file.with_suffix(f".{os.getpid()}.part")
        try:
            aside.write_text(
                json.dumps({"digest": picture.digest, "picture": asdict(picture)}), "utf-8"
            )
            os.replace(aside, file)
        finally:
            aside.unlink(missing_ok=True)
        self._forget_old(picture.name)

    def _file(self, name: str, key: str) -> Path:
        return self.path / f"{name}-{key}.json"

    def _forget_old(self, name: str) -> None:
        files = sorted(self.path.glob(f"{name}-????????????????????.json"), key=_modified)
        for file in files[:-KEPT]:
            file.unlink(missing_ok=True)


def _modified(path: Path) -> float:
    return path.stat().st_mtime
