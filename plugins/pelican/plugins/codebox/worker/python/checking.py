"""Checks of what a program has defined, by a function that the article names: ``module:function``.

The checker speaks for the article, in the interpreter in which a reader's program has run. So it is
taken before, in a copy of its package that the program cannot find; and what the program has put in
place of functions of Python's or NumPy's is put back before the checker is called.
"""

from __future__ import annotations

import importlib
import sys
import time
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .program import FILE

__all__ = ["Check", "Judgement"]

LIMIT = 60.0  # seconds that a check may take; a good one needs one, on a slow machine ten
TOOL = 4  # of sys.monitoring's six, one that no tool has by convention
EVENTS = (sys.monitoring.events.JUMP, sys.monitoring.events.PY_START)


@dataclass(frozen=True)
class Judgement:
    """What is shown: ``ours`` says that the check itself has failed, which is no reader's fault."""

    passed: bool
    sentence: str
    line: int = 0
    detail: str = ""
    figure: object = None
    ours: bool = False


class LateError(BaseException):
    """Raised in whatever runs when a check has taken too long; ``line`` is the reader's, or 0."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Check:
    """The checker ``name``, taken before a program runs; one that cannot be had says so later."""

    def __init__(self, name: str, limit: float = LIMIT) -> None:
        module, _, function = name.partition(":")
        self.limit, self.fault = limit, ""
        try:
            self.call = getattr(_private(module), function)
        except Exception as error:
            self.fault = f"{type(error).__name__}: {error}"
        self.before = [(vars(one), dict(vars(one))) for one in _modules()]

    def judge(self, names: Mapping[str, Any]) -> Judgement:
        """What the checker says of ``names``; never raises."""
        if self.fault:
            return _failed(self.fault)
        sys.settrace(None)
        sys.setprofile(None)
        for now, before in self.before:
            now.update(before)
        try:
            with _Deadline(self.limit):
                return _judgement(self.call(names))
        except LateError as late:
            return _late(late.line, self.limit)
        except Exception as error:
            return _failed(f"{type(error).__name__}: {error}")


def _judgement(verdict: Any) -> Judgement:
    return Judgement(
        bool(verdict.passed),
        str(verdict.sentence),
        int(getattr(verdict, "line", 0) or 0),
        str(getattr(verdict, "detail", "") or ""),
        getattr(verdict, "figure", None),
    )


def _failed(why: str) -> Judgement:
    sentence = f"The check itself has failed, which is this article's fault and not yours ({why})."
    return Judgement(False, sentence, ours=True)


def _late(line: int, limit: float) -> Judgement:
    if line:
        return Judgement(
            False, f"The rule was still at work after {limit:g} s, in line {line}.", line
        )
    return _failed(f"it took longer than {limit:g} s")


def _modules() -> list[types.ModuleType]:
    return [one for one in list(sys.modules.values()) if isinstance(one, types.ModuleType)]


def _private(module: str) -> types.ModuleType:
    """The module, in a copy of its package that is not to be found in ``sys.modules``."""
    top = module.partition(".")[0]
    public = _taken(top)
    try:
        return importlib.import_module(module)
    finally:
        _taken(top)
        sys.modules.update(public)


def _taken(top: str) -> dict[str, types.ModuleType]:
    """The modules of a package, which are then imported no longer."""
    names = [name for name in sys.modules if name == top or name.startswith(f"{top}.")]
    return {name: sys.modules.pop(name) for name in names}


class _Deadline:
    """Ends with LateError what runs longer, wherever it is; looks at every call and every jump."""

    def __init__(self, limit: float) -> None:
        self.end = time.monotonic() + limit

    def look(self, *_event: object) -> None:
        if time.monotonic() > self.end:
            # What catches it has another second, in which this deadline can be taken away.
            self.end += 1
            raise LateError(_readers_line())

    def __enter__(self) -> None:
        sys.monitoring.use_tool_id(TOOL, "codebox check")
        for event in EVENTS:
            sys.monitoring.register_callback(TOOL, event, self.look)
        sys.monitoring.set_events(TOOL, sum(EVENTS))

    def __exit__(self, *_error: object) -> None:
        sys.monitoring.set_events(TOOL, 0)
        sys.monitoring.free_tool_id(TOOL)


def _readers_line() -> int:
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_code.co_filename == FILE:
            return frame.f_lineno
    return 0
