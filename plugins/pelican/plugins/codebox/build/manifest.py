"""The runtime's table of contents, which the code box reads first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .pack import Shelf
from .recipe import CORE, Recipe
from .registry import pinned
from .split import COLD

__all__ = ["manifest"]


def manifest(
    recipe: Recipe,
    parts: Sequence[Path],
    projects: Mapping[str, Path],
    linked: Mapping[str, Any],
) -> dict[str, Any]:
    """Names of files, packs and modules; see ``engine/boot/download.js`` for the use of each.

    ``parts`` are folders with shelves, Python's own first. ``first`` are the files that a first run
    waits for, ``total`` their bytes; ``plain`` the files that a start without a snapshot needs;
    ``hints`` are words in a code that make a pack worth loading along with the first; ``needs`` the
    packs that a project's module imports, ``words`` those that come with the use of a project's
    function or class; ``memory`` the bytes of memory that the snapshot needs, or 0; ``linked``
    tells how Pyodide's own files were changed, with their sums before and after.
    """
    shelf, *others = (Shelf.read(part) for part in parts)
    own = {name: Shelf.read(folder) for name, folder in projects.items()}
    files, packs = dict(shelf["files"]), dict(shelf["packs"])
    for other in others:
        files |= other["files"]
        packs |= other.get("packs", {})
    for other in own.values():
        files |= other["files"]
        packs |= other["packs"]
    # What a project has at once needs no word of its own.
    apart = {name: pack for name, pack in packs.items() if name not in own}
    homes = {module: name for name, pack in apart.items() for module in pack["modules"]}
    plain = ["start", "library"]
    first = [*CORE, "native", *(["snapshot"] if shelf["memory"] else plain)]
    return {
        "version": recipe.version,
        "python": recipe.python,
        "packages": {
            **{name: _version(recipe, name) for name in (*recipe.first, *recipe.later)},
            **{one.name: one.version for one in map(pinned, recipe.wheels)},
        },
        "files": files,
        "first": first,
        "total": sum(files[name]["bytes"] for name in first),
        "plain": plain,
        "snapshot": shelf["memory"] > 0,
        "split": COLD in files,
        "memory": shelf["memory"],
        "linked": linked,
        "packs": packs,
        "projects": sorted(own),
        "hints": _hints(homes, own),
        "needs": _needs(homes, own.values()),
        "words": _words(homes, own.values()),
        "lock": shelf["lock"],
    }


def _needs(homes: Mapping[str, str], own: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    found = {}
    for shelf in own:
        for module, imported in shelf["imports"].items():
            needed = {homes[at] for name in imported for at in _parents(name) if at in homes}
            needed -= {homes.get(module)}
            if needed:
                found[module] = sorted(needed)
    return found


def _words(homes: Mapping[str, str], own: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for shelf in own:
        for name, modules in shelf["uses"].items():
            packs = {homes[at] for at in modules if at in homes}
            if packs:
                found.setdefault(name, set()).update(packs)
    return {name: sorted(packs) for name, packs in found.items()}


def _hints(homes: Mapping[str, str], own: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Words by packs; a word may have a dot."""
    found = {
        home: [name, name.replace("numpy", "np")]
        for name, home in homes.items()
        if name == home and name.startswith("numpy.")
    }
    for name, shelf in own.items():
        found |= {part: [part] for part in shelf["packs"] if part != name}
        found[name] = sorted({module.split(".")[0] for module in shelf["imports"]})
    # Words of a subpackage that comes apart mean little in a program that may not import it.
    early = {word for shelf in own.values() for word in shelf["words"]}
    for word, packs in _words(homes, own.values()).items():
        for pack in packs:
            if pack in found and word in early:
                found[pack].append(word)
    return found


def _parents(name: str) -> list[str]:
    words = name.split(".")
    return [".".join(words[: i + 1]) for i in range(len(words))]


def _version(recipe: Recipe, name: str) -> str:
    return str(recipe.lock["packages"][name]["version"])
