"""The article's exercises: each a checker, which gets what a reader's program has defined.

A checker returns a `Verdict`. It finds the rule by its name, or by its form: a class with init and
step, or a function whose arguments begin as those of a step do.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .. import rules
from .comparison import Comparison, compare
from .diagnosis import diagnose
from .forms import NotARuleError

__all__ = ["Verdict", "adam", "adamw", "amsgrad", "from_adagrad"]

Names = Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What a checked box shows: passed, one sentence, the line of the program that it is about (0:
    none), more for those who ask, and a picture, or None."""

    passed: bool
    sentence: str
    line: int = 0
    detail: str = ""
    figure: Comparison | None = None


def adam(names: Names) -> Verdict:
    """Whether the names have an Adam.

    >>> import adamcore
    >>> adam({"Adam": adamcore.Adam}).passed
    True
    >>> adam({}).sentence
    'There is no rule yet: define a class Adam with init and step, or a function step.'
    """
    return _verdict(names, rules.Adam)


def amsgrad(names: Names) -> Verdict:
    """Whether the names have an AMSGrad, in any of its conventions."""
    return _verdict(names, rules.AMSGrad)


def adamw(names: Names) -> Verdict:
    """Whether the names have an AdamW."""
    return _verdict(names, rules.AdamW)


def from_adagrad(names: Names) -> Verdict:
    """Whether the names have an Adam, which began as AdaGrad; RMSProp is told as half the way."""
    return _verdict(names, rules.Adam)


def _verdict(names: Names, reference: Any) -> Verdict:
    rule = _rule(names, reference.__name__)
    if rule is None:
        wanted = f"define a class {reference.__name__} with init and step, or a function step"
        return Verdict(False, f"There is no rule yet: {wanted}.")
    report = diagnose(rule, reference)
    try:
        beside = compare(rule, reference)
    except NotARuleError:
        return Verdict(False, report.sentence, report.line)
    return Verdict(report.passed, report.sentence, report.line, beside.table, beside)


def _rule(names: Names, name: str) -> Any:
    """What is most likely meant: by name, then the last that has the form of a rule."""
    own = {key: value for key, value in names.items() if not key.startswith("_")}
    for wanted in (name, "step", "Mine"):
        if _is_rule(own.get(wanted)):
            return own[wanted]
    found = [value for value in own.values() if _is_rule(value) and not _is_imported(value)]
    return found[-1] if found else None


def _is_rule(value: Any) -> bool:
    if inspect.isclass(value):
        return hasattr(value, "step") or hasattr(value, "init")
    if inspect.isfunction(value):
        return len(inspect.signature(value).parameters) >= 5
    return hasattr(value, "init") and hasattr(value, "step")


def _is_imported(value: Any) -> bool:
    kind = value if hasattr(value, "__module__") else type(value)
    return str(getattr(kind, "__module__", "")).startswith(__name__.partition(".")[0])
