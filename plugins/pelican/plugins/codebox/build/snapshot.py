"""The snapshot, taken by Node with the same code that the browser starts with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .node import job
from .pack import pack
from .recipe import Recipe

__all__ = ["Interpreter", "Snapshot", "take"]

# Run when a snapshot has been taken.
OBJECTS = Path(__file__).with_name("objects.py")
# Run last before a snapshot: what only takes up memory, and what every start adds again. What is
# left stays for good, so that no collection of garbage has to look through it.
FAREWELL = """
import gc, linecache, re, sys
re.purge()
linecache.clearcache()
sys.path_importer_cache.clear()
sys.path[:] = [place for place in sys.path if place]
gc.collect()
gc.freeze()
del gc, linecache, re, sys
"""


@dataclass(frozen=True)
class Interpreter:
    """What Python starts from: the lock, bytecode by paths, a pack of extension modules, and the
    main module with its glue, by their names.
    """

    recipe: Recipe
    lock: Mapping[str, Any]
    modules: Mapping[str, bytes]
    native: bytes
    linked: Mapping[str, bytes]

    @property
    def files(self) -> dict[str, bytes]:
        # Pyodide takes note of installed distributions at the start, and no snapshot can hold that.
        modules = {path: data for path, data in self.modules.items() if ".dist-info/" not in path}
        return {"modules.pack": pack(modules), "native.pack": self.native, **self.linked}

    @property
    def facts(self) -> dict[str, Any]:
        return {"lock": self.lock, "packs": ["modules.pack"], "native": "native.pack"}


@dataclass(frozen=True)
class Snapshot:
    """``memory`` in bytes is what it unfolds to, ``modules`` are those imported in it.

    ``movables`` are parts of it that may come later (objects.mjs).
    """

    image: bytes
    memory: int
    modules: frozenset[str]
    movables: Mapping[str, Any]


def take(python: Interpreter) -> Snapshot:
    """Starts Python in Node, runs the recipe's ``preload``, and keeps its memory; NodeError."""
    objects = OBJECTS.read_text("utf-8")
    code = {"python": python.recipe.preload, "farewell": FAREWELL, "objects": objects}
    with job(python.recipe, "snapshot.mjs", python.files, **python.facts, **code) as folder:
        told = json.loads((folder / "snapshot.json").read_bytes())
        image = (folder / "snapshot.bin").read_bytes()
    return Snapshot(image, told["memory"], frozenset(told["modules"]), told["movables"])
