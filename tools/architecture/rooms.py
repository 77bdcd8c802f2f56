"""The rooms of the house, and which files stand in them."""

from __future__ import annotations

from collections.abc import Iterator
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


def room_of(path: str) -> str:
    """The room of a file or folder, given relative to the root; "" if it stands in none."""
    patterns = [pattern for rooms in HOUSE.values() for pattern in rooms]
    place = PurePosixPath(path)
    for at in (place, *place.parents):
        if any(at.full_match(pattern) for pattern in patterns):
            return str(at)
    return ""


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
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        skipped = SKIPPED & set(file.relative_to(path.parent).parts)
        if file.suffix in SUFFIXES and file.is_file() and not skipped:
            yield file
