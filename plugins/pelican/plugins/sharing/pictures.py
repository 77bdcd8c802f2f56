"""Pictures that matplotlib draws for a site: each once, until its code or its words change."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from pelican.plugins.explorable.imports import Sources, code_sum, root_of
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.store import Store, log
from pelican.plugins.explorable.workers import Task, ask_all

from .settings import LIMIT

__all__ = ["Pictures", "size"]

WORKER = "pelican.plugins.sharing.worker"
KEPT = 12


class Pictures:
    """What the function ``provider`` (``module:function``) draws, by what it is called with."""

    def __init__(self, key: str, provider: str, folder: Path) -> None:
        self.key, self.provider = key, provider
        self.store = Store(folder)
        self.module, _, function = provider.partition(":")
        if not function:
            raise SettingError(key, f"is {provider!r}; write it as module:function")
        try:
            self.root = root_of(self.module)
        except ModuleNotFoundError:
            raise SettingError(key, f"there is no module {self.module!r}") from None
        self.code = _code(self.root, self.module)

    def draw(self, calls: Iterable[Sequence[object]]) -> list[bytes]:
        """A PNG for each call; raises SettingError with what its drawing has raised."""
        asked = [json.dumps(list(call)) for call in calls]
        names = {call: f"{hashlib.sha256((self.code + call).encode()).hexdigest()[:20]}.png"
                 for call in asked}  # fmt: skip
        found: dict[str, bytes | None] = {c: self.store.get(name) for c, name in names.items()}
        wanted = [call for call, data in found.items() if data is None]
        task = Task(WORKER, self.provider, self.root, "picture", self.key, LIMIT)
        for answer in ask_all(task, wanted, 1, log):
            if "error" in answer:
                raise SettingError(self.key, f"{self.provider} {answer['error']}")
            call = answer["name"]
            found[call] = png = base64.b64decode(answer["png"])
            self.store.put(names[call], png)
        self.store.forget("*.png", KEPT)
        return [data for call in asked if (data := found[call]) is not None]


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def _code(root: Path, module: str) -> str:
    """A hash of the code of the module, of packages of its author's own, and of matplotlib."""
    sources = Sources(root)
    _, foreign = sources.closure(module)
    facts = [sources.digest(module), sys.version, version("matplotlib")]
    for name in sorted(foreign):
        facts += [f"{path.name} {code_sum(path)}" for path in _own(name)]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def _own(name: str) -> list[Path]:
    """The files of a package, unless it has been installed from elsewhere."""
    try:
        root = root_of(name)
    except ModuleNotFoundError:
        return []
    if root in {Path(sysconfig.get_path(kind)).resolve() for kind in ("purelib", "platlib")}:
        return []
    file = root / f"{name}.py"
    return [file] if file.is_file() else sorted((root / name).rglob("*.py"))
