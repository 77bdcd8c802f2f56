"""WebAssembly and the snapshot in two parts: what a first program wants, and the rest for later.

What it wants, programs show that stand for readers' (``training/``): they are run here, in Node. A
program that enters another function than they do, or wants another text, is run again when all is
there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zstandard import ZstdDecompressor

from .link import GLUE, LINKED, WASM
from .node import NodeError, job
from .pack import Shelf, pack
from .recipe import Recipe

__all__ = [
    "COLD",
    "IMAGE",
    "MOVABLES",
    "NATIVE",
    "PROGRAMS",
    "Parts",
    "split",
    "training",
    "unsound",
]

# Where Python's own part keeps the first packages' extension modules, the snapshot as it was taken,
# and the parts of it that may come later.
NATIVE, IMAGE, MOVABLES = "native.pack", "snapshot.image", "movables.json"
SNAPSHOT = "snapshot"
COLD = "cold"  # the file of what the others lack
PROGRAMS = sorted((Path(__file__).parent / "training").glob("*.txt"))
# Those that are not named after a package.
EVERYWHERE, ONCE = ("language", "errors"), ("library", "readers", "checked")
WILD = "everything"  # so their titles begin
FAILING = ("errors", "readers")  # programs of theirs end with errors, as many of readers do

type Report = Callable[[str], None]


@dataclass(frozen=True)
class Parts:
    """Folders of parts: Python's own with its ``linked`` modules, and those of later packages."""

    linked: Path
    core: Path
    others: Sequence[Path]

    @property
    def wasm(self) -> bytes:
        return (self.linked / WASM).read_bytes()

    @property
    def native(self) -> bytes:
        return (self.core / NATIVE).read_bytes()

    @property
    def snapshot(self) -> dict[str, bytes]:
        """Nothing, if there is none."""
        image = self.core / IMAGE
        return {SNAPSHOT: image.read_bytes()} if image.is_file() else {}


def split(to: Path, recipe: Recipe, parts: Parts, report: Report) -> None:
    """A shelf in the folder ``to`` with both modules and the snapshot, and ``cold`` if something is
    left for later.

    Nothing is split without a snapshot, nor where Pyodide is served as it is.
    """
    files = {WASM: parts.wasm, "native": parts.native, **parts.snapshot}
    changed = json.loads((parts.linked / LINKED).read_bytes())["files"]
    if changed and SNAPSHOT in files:
        report("finding the functions that programs use")
        try:
            files = _parted(recipe, parts, report)
        except NodeError as reason:
            report(f"all functions come at once: {reason}")
    shelf = Shelf(to)
    for name, data in files.items():
        shelf.add(name, data)
    shelf.close()


def training(recipe: Recipe) -> dict[str, list[Any]]:
    """Groups of programs, each for an interpreter of its own, for what the recipe has.

    ``everywhere`` are run also as on a phone; ``modules`` are imported before.
    """
    texts = {path.stem: path.read_text("utf-8") for path in PROGRAMS}
    groups = {name: _programs(text) for name, text in texts.items()}
    packages = [package for package in (*recipe.first, *recipe.later) if package in groups]
    modules = [name for package in recipe.later for name in recipe.package(package).imports]
    return {
        "everywhere": [one for name in EVERYWHERE for one in groups[name]],
        "once": [one for name in (*ONCE, *packages) for one in groups[name]],
        "modules": modules,
    }


def unsound(failed: Sequence[str]) -> list[str]:
    """Titles of the programs that ended with an error, of those that are to end well.

    One that ends early enters less than it was written for, and nobody would see it.
    """
    paths = [path for path in PROGRAMS if path.stem not in FAILING]
    parts = [part for path in paths for part in _titled(path.read_text("utf-8"))]
    ended = {code.rstrip() for code in failed}
    return [title for title, code in parts if code.rstrip() in ended]


def _titled(text: str) -> list[tuple[str, str]]:
    parts = [part.partition("\n") for part in text.split("# %% ")[1:]]
    return [(title, code) for title, _, code in parts]


def _programs(text: str) -> list[list[str]]:
    """Programs that try everything may leave an interpreter in any state."""
    parts = _titled(text)
    wild = [[code] for title, code in parts if title.startswith(WILD)]
    return [[code for title, code in parts if not title.startswith(WILD)], *wild]


def _parted(recipe: Recipe, parts: Parts, report: Report) -> dict[str, bytes]:
    shelves = {folder: Shelf.read(folder) for folder in (parts.core, *parts.others)}
    packs = {name: entry for shelf in shelves.values() for name, entry in shelf["packs"].items()}
    wanted = {file for entry in packs.values() for file in entry["files"]}
    served = {
        name: _unpacked(folder / entry["file"])
        for folder, shelf in shelves.items()
        for name, entry in shelf["files"].items()
        if name in wanted
    }
    glue = (parts.linked / GLUE).read_bytes()
    own = {GLUE: glue, WASM: parts.wasm, NATIVE: parts.native}
    own["snapshot.bin"] = parts.snapshot[SNAPSHOT]
    own[MOVABLES] = (parts.core / MOVABLES).read_bytes()
    facts = {
        "manifest": _manifest(shelves[parts.core], packs),
        "programs": training(recipe),
        "native": NATIVE,
        "lock": shelves[parts.core]["lock"],
    }
    with job(recipe, "profile.mjs", served | own, **facts) as folder:
        told = json.loads((folder / "split.json").read_bytes())
        for title in unsound(told["failed"]):
            report(f"a program that functions are found with ends with an error: {title}")
        return _files(told, lambda name: (folder / name).read_bytes())


def _files(told: Mapping[str, Mapping[str, str]], read: Callable[[str], bytes]) -> dict[str, bytes]:
    hot = {path: read(name) for path, name in told["hot"].items()}
    cold = {path: read(name) for path, name in told["cold"].items()}
    own = {name: hot.pop(name) for name in (WASM, SNAPSHOT)}
    return {**own, "native": pack(hot), COLD: pack(cold)}


def _manifest(core: Mapping[str, Any], packs: Mapping[str, Any]) -> dict[str, Any]:
    """As much of the runtime's as programs need."""
    empty: dict[str, Any] = {"needs": {}, "words": {}, "packages": {}, "projects": []}
    return {**empty, "packs": packs, "memory": core["memory"]}


def _unpacked(file: Path) -> bytes:
    return ZstdDecompressor().decompress(file.read_bytes())
