"""Every live box has run once, under CPython, when the site is built: what fails is told there."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.plugins.explorable.fences import fences_below
from pelican.plugins.explorable.imports import Sources, root_of
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.store import Store, log
from pelican.plugins.explorable.workers import LIMIT, Task, ask_all

from .fence import UNCHECKED, accepts

__all__ = ["Program", "Rehearsals", "Verdict", "live_in"]

Program = tuple[str, str]
Answer = dict[str, Any]

WORKER = f"{__package__}.rehearsal"
IMPORT = re.compile(r"^\s*(?:from|import)\s+([\w.]+)", re.MULTILINE)


@dataclass(frozen=True)
class Verdict:
    """What a checker said of a program; ``ours`` if the checker itself has failed."""

    passed: bool
    sentence: str
    ours: bool


class Rehearsals:
    """How programs end, each run once, and not at all if ``cache`` knows it.

    A program is a pair: its code, and its checker or "". It is run again when its code changes, or
    that of the modules of ``packages`` that it imports, or of its checker's; ``limit`` are the
    seconds that it may take.
    """

    def __init__(self, cache: Path, packages: tuple[str, ...], limit: float = LIMIT) -> None:
        self.store = Store(cache)
        self.task = Task(WORKER, "", Path.cwd(), "a live box", "CODEBOX_LIMIT", limit, once=True)
        self.known: dict[Program, Answer] = {}
        self.sources = {name: _sources(name) for name in packages}

    def result(self, code: str, checker: str = "") -> tuple[str, int]:
        """What went wrong and in which line of the code, or NOTHING."""
        return _ended(self._answer((code, checker)))

    def verdict(self, code: str, checker: str) -> tuple[str, int] | Verdict:
        """What the checker said; or what went wrong before it could, and in which line."""
        answer = self._answer((code, checker))
        if "passed" not in answer:
            return _ended(answer)
        return Verdict(answer["passed"], answer["sentence"], answer["ours"])

    def _answer(self, program: Program) -> Answer:
        self.prefetch([program])
        return self.known[program]

    def prefetch(self, programs: Iterable[Program]) -> None:
        files = {one: f"{self._key(one)}.json" for one in dict.fromkeys(programs)}
        for program, file in files.items():
            if program not in self.known and (entry := self.store.get(file)) is not None:
                self.known[program] = json.loads(entry)
        missing = [json.dumps(one) for one in files if one not in self.known]
        for answer in ask_all(self.task, missing, 2, log):
            code, checker = json.loads(answer.pop("name"))
            self.known[code, checker] = answer
            if "error" not in answer:
                self.store.put(files[code, checker], json.dumps(answer).encode())

    def _key(self, program: Program) -> str:
        code, checker = program
        facts = [sys.version, *program]
        named = {*IMPORT.findall(code), *([checker.partition(":")[0]] if checker else [])}
        for module in sorted(named):
            if sources := self._sources_of(module, checker):
                facts.append(sources.digest(module))
        return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:20]

    def _sources_of(self, module: str, checker: str) -> Sources | None:
        top = module.partition(".")[0]
        if top not in self.sources and checker.startswith((f"{top}.", f"{top}:")):
            with suppress(ModuleNotFoundError):  # the checker will say so
                self.sources[top] = Sources(root_of(top))
        return self.sources.get(top)


def _ended(answer: Answer) -> tuple[str, int]:
    return answer.get("error", ""), answer.get("line", 0)


def _sources(package: str) -> Sources:
    try:
        return Sources(root_of(package))
    except ModuleNotFoundError as error:
        raise SettingError("CODEBOX_REHEARSE", f"{error}; name a package") from None


def live_in(folder: Path) -> list[Program]:
    """Live boxes in the Markdown files below ``folder`` that are to be run and have no checker."""
    fences = filter(accepts, fences_below(folder))
    return [(fence.body, "") for fence in fences if not _is_left_out(fence.info.split())]


def _is_left_out(words: list[str]) -> bool:
    return UNCHECKED in words or any(word.startswith("check=") for word in words)
