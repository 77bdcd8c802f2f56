"""Pyodide's main module and its glue, linked for what the packs of one site can call.

Pyodide exports all that any package might import. Which packages a site has is known when it is
built, and the worker lets no other in. So the names that none of them imports are taken out, with
the code that only they led to. Python's public C interface stays, for ``ctypes.pythonapi``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican.plugins.explorable.files import sha256

from .node import NodeError, job
from .pack import pack
from .recipe import AssemblyError, Recipe

__all__ = [
    "GLUE",
    "LINKED",
    "TOOLS",
    "USERS",
    "WASM",
    "link",
    "notice",
    "npm_modules",
    "remember",
    "world",
]

GLUE, WASM = "pyodide.asm.js", "pyodide.asm.wasm"
LINKED = "linked.json"
# npm's sums, by version: only what is known to be Pyodide's own is changed.
SUMS = Path(__file__).with_name("sums.json")
TOOLS = ("acorn", "acorn-walk", "binaryen")

HERE = Path(__file__).parent
CODEBOX = HERE.parent
# Code of ours that uses what the glue has.
USERS = [
    *sorted((CODEBOX / "engine").rglob("*.js")),
    *sorted((CODEBOX / "worker").glob("*.js")),
    *(HERE / f"{name}.mjs" for name in ("compile", "memory", "snapshot")),
]
# Python that may reach for the module: by Pyodide's own means, or by ctypes.
REACHING = (b"pyodide_js", b"pythonapi", b"CDLL")

type Content = Mapping[str, bytes]
type Report = Callable[[str], None]


def world(contents: Iterable[Content]) -> dict[str, bytes]:
    """What of the packs' files decides how the module is linked."""
    found = {}
    for content in contents:
        for path, data in content.items():
            reaching = path.endswith(".py") and any(word in data for word in REACHING)
            if reaching or path.endswith(".so"):
                found[path] = data
    return found


def link(to: Path, recipe: Recipe, files: Content, report: Report) -> None:
    """Leaves glue and module in the folder ``to``, with ``linked.json``: sums before and after.

    They are Pyodide's own, and the sums those of nothing, where the recipe wants that, or where
    they cannot be linked.
    """
    own = {name: recipe.file(name).read_bytes() for name in (GLUE, WASM)}
    made: Content = own
    facts: dict[str, Any] = {}
    try:
        if recipe.link:
            _check(recipe, own)
            report("linking Pyodide for the packages of this site")
            made, facts = _linked(recipe, files)
    except (_UnableError, NodeError) as reason:
        report(f"Pyodide is served as it is: {reason}")
    sums = {n: {"from": sha256(own[n]), "to": sha256(made[n])} for n in own if made[n] != own[n]}
    for name, data in made.items():
        (to / name).write_bytes(data)
    (to / LINKED).write_text(json.dumps({**facts, "files": sums}, sort_keys=True))


def notice(recipe: Recipe, facts: Mapping[str, Any]) -> str:
    """What the licence wants to be told of a changed module; nothing of one that is as it was."""
    if not facts["files"]:
        return ""
    before, after = facts["exports"]
    names = " and ".join(sorted(facts["files"]))
    return (
        f"Pyodide {recipe.version} is changed here (MPL-2.0): {names} are linked anew for the "
        f"packages of this site, by binaryen's wasm-metadce. Of {before} exports {after} are left, "
        "and no code that nothing here can reach, nor tables that such code alone read; what is "
        "left does what it did. Functions and tables that programs seldom use are served in a file "
        "of their own.\n"
        f"Unchanged files: https://www.npmjs.com/package/pyodide/v/{recipe.version}; "
        f"sources: https://github.com/pyodide/pyodide/tree/{recipe.version}"
    )


def _linked(recipe: Recipe, files: Content) -> tuple[dict[str, bytes], dict[str, Any]]:
    natives = {path: data for path, data in files.items() if path.endswith(".so")}
    texts = {path: data for path, data in files.items() if path not in natives}
    code = {f"{i}.js": path.read_bytes() for i, path in enumerate(_users(recipe))}
    packs = {"native.pack": pack(natives), "python.pack": pack(texts), "code.pack": pack(code)}
    inputs = {"glue": str(recipe.file(GLUE).resolve()), "wasm": str(recipe.file(WASM).resolve())}
    with job(recipe, "link.mjs", packs, modules=str(npm_modules(recipe)), **inputs) as folder:
        made = {name: (folder / name).read_bytes() for name in (GLUE, WASM)}
        return made, json.loads((folder / LINKED).read_bytes())


class _UnableError(Exception):
    """Pyodide cannot be linked here; the message says why."""


def _check(recipe: Recipe, own: Content) -> None:
    """Raises AssemblyError for files that are not Pyodide's own."""
    packages = {name: npm_modules(recipe) / name / "package.json" for name in TOOLS}
    missing = [name for name, package in packages.items() if not package.is_file()]
    if missing:
        raise _UnableError(f"`npm install {' '.join(missing)}` would make it smaller")
    known = json.loads(SUMS.read_bytes()).get(recipe.version)
    if known is None:
        raise _UnableError(f"the sums of its version {recipe.version} are not known")
    for name, data in own.items():
        if sha256(data) != known[name]:
            raise AssemblyError(
                f"{recipe.file(name)}: not what Pyodide {recipe.version} has; "
                "`npm ci` brings it anew, and CODEBOX_LINK = False serves another build as it is"
            )


def remember(recipe: Recipe) -> None:
    """Notes the sums of the recipe's Pyodide, which npm has verified, as those of its version."""
    known = json.loads(SUMS.read_bytes())
    known[recipe.version] = {n: sha256(recipe.file(n).read_bytes()) for n in (GLUE, WASM)}
    SUMS.write_text(json.dumps(known, indent=2) + "\n")


def npm_modules(recipe: Recipe) -> Path:
    return (recipe.modules or recipe.core.parent).resolve()


def _users(recipe: Recipe) -> list[Path]:
    return [recipe.core / "pyodide.mjs", *USERS]
