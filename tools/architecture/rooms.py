"""The rooms of the house, and which files stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from pelican.plugins.explorable.places import SourceError

__all__ = ["HOUSE", "PLUGINS", "label", "room_of", "sources"]

PLUGINS = "plugins/pelican/plugins"

# Distributions, and the folders that are rooms in them; a file stands in the innermost.
HOUSE = {
    "the site": ("pelicanconf.py", "publishconf.py", "article", "theme"),
    "pelican-explorable, the press": (
        f"{PLUGINS}/*",
        *(f"{PLUGINS}/*/{side}" for side in ("page", "engine", "worker", "build")),
    ),
    "adamcore": ("adamcore", "adamcore/experiments", "adamcore/figures"),
    "what make calls": ("tools", "tools/bootstrap", "tools/build", "tools/serve", "bench"),
}
SUFFIXES = {".py", ".js", ".mjs", ".css"}
SKIPPED = {"__pycache__", "node_modules"}


@cache
def room_of(path: str) -> str:
    """The room of a file or folder, given relative to the root; "" if it stands in none."""
    if any(PurePosixPath(path).full_match(room) for rooms in HOUSE.values() for room in rooms):
        return path
    above, _, _ = path.rpartition("/")
    return room_of(above) if above else ""


def label(room: str) -> str:
    """What a room is called in the drawing."""
    return room.removeprefix(f"{PLUGINS}/")


def sources(root: Path) -> list[str]:
    """All files of the house that import or may be imported; SourceError for one in no room."""
    tops = sorted({room.partition("/")[0] for rooms in HOUSE.values() for room in rooms})
    files = [path.relative_to(root).as_posix() for top in tops for path in _below(root / top)]
    for file in files:
        if not room_of(file):
            message = "this file stands in no room; name its folder in tools/architecture/rooms.py"
            raise SourceError(file, 1, message)
    return files


def _below(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for folder, folders, files in path.walk():
        folders[:] = sorted(set(folders) - SKIPPED)
        yield from (folder / file for file in sorted(files) if Path(file).suffix in SUFFIXES)
