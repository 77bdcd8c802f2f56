"""Every live box has run once, under CPython, when the site is built: what fails is told there."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

from pelican.plugins.explorable.fences import fences_below
from pelican.plugins.explorable.imports import Sources, root_of
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.store import Store, log
from pelican.plugins.explorable.workers import LIMIT, Task, ask_all

from .fence import NOTHING, UNCHECKED, accepts

__all__ = ["Rehearsals", "live_in"]

WORKER = f"{__package__}.rehearsal"
IMPORT = re.compile(r"^\s*(?:from|import)\s+([\w.]+)", re.MULTILINE)


class Rehearsals:
    """How programs end, each run once, and not at all if ``cache`` knows it.

    A program is run again when its code changes, or that of the modules of ``packages`` that it
    imports; ``limit`` are the seconds that it may take.
    """

    def __init__(self, cache: Path, packages: tuple[str, ...], limit: float = LIMIT) -> None:
        self.store = Store(cache)
        self.task = Task(WORKER, "", Path.cwd(), "a live box", "CODEBOX_LIMIT", limit, once=True)
        self.known: dict[str, tuple[str, int]] = {}
        self.sources = {name: _sources(name) for name in packages}

    def result(self, code: str) -> tuple[str, int]:
        """What went wrong and in which line of the code, or NOTHING."""
        self.prefetch([code])
        return self.known[code]

    def prefetch(self, codes: list[str]) -> None:
        files = {code: f"{self._key(code)}.json" for code in dict.fromkeys(codes)}
        for code, file in files.items():
            if code not in self.known and (entry := self.store.get(file)) is not None:
                error, line = json.loads(entry)
                self.known[code] = (error, line)
        missing = [json.dumps(code) for code in files if code not in self.known]
        for answer in ask_all(self.task, missing, 2, log):
            code = json.loads(answer["name"])
            self.known[code] = (answer.get("error", ""), answer.get("line", 0))
            if self.known[code] == NOTHING:
                self.store.put(files[code], json.dumps(NOTHING).encode())

    def _key(self, code: str) -> str:
        facts = [sys.version, code]
        for module in sorted(set(IMPORT.findall(code))):
            if sources := self.sources.get(module.partition(".")[0]):
                facts.append(sources.digest(module))
        return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:20]


def _sources(package: str) -> Sources:
    try:
        return Sources(root_of(package))
    except ModuleNotFoundError as error:
        raise SettingError("CODEBOX_REHEARSE", f"{error}; name a package") from None


def live_in(folder: Path) -> list[str]:
    """The code of all live boxes in the Markdown files below ``folder`` that are to be run."""
    fences = filter(accepts, fences_below(folder))
    return [fence.body for fence in fences if UNCHECKED not in fence.info.split()]
