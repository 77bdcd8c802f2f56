"""The one thing that is wrong with a rule, or that nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .. import rules
from .conduct import ignored, misconduct, remembers
from .forms import Form, NotARuleError, form
from .lines import Lines
from .paths import Path, StepError, follow, parting
from .probes import FIRST, PROBES, Probe
from .report import Report
from .search import BASES, slips_of
from .verdicts import OWN, RIGHT, broken, forgotten, idle, misbehaved, named, unknown

__all__ = ["diagnose"]


def diagnose(rule: Any, reference: Any = rules.Adam) -> Report:
    """Return what is wrong with `rule`, which is meant to be `reference`, or that nothing is.

    rule: a class or an instance with init and step, as in `adamcore`, or a function
    step(theta, g, m, v, t); reference: the class Adam, AMSGrad or AdamW. It is followed on vectors,
    matrices and scalars in both precisions, and, where it parts from the reference, compared with
    each known slip and with pairs of them. Never raises for what the rule does; ValueError for a
    reference that there is no catalogue of.

    >>> import numpy as np
    >>> from adamcore.practice import diagnose
    >>> def step(theta, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    ...     m = beta1 * m + (1 - beta1) * g
    ...     v = beta2 * v + (1 - beta2) * g**2
    ...     return theta - lr * m / (np.sqrt(v) + eps), m, v
    >>> diagnose(step).slip
    'no_correction'
    """
    name = _name(reference)
    without = () if name == "adamw" else ("weight_decay",)
    try:
        found = form(rule, without)
    except NotARuleError as wrong:
        return Report(False, str(wrong), "form")
    report = None
    for one in _with_its_own_rate(found):
        try:
            report = _diagnose(one, name)
        except NotARuleError as wrong:
            report = Report(False, str(wrong), "form")
        except StepError as broke:
            report = broken(broke, one)
        if report.passed or report.slip:
            break
    assert report is not None
    return report


def _with_its_own_rate(form: Form) -> Iterator[Form]:
    """The form; and, as a function may have its learning rate as a number, one for each number."""
    yield form
    code = getattr(form.code, "__code__", None)
    if code is None or "lr" in form.free:
        return
    for number in code.co_consts:
        if isinstance(number, float) and 0 < number < 1 and number != form.own.lr:
            yield replace(form, own=replace(form.own, lr=number))


def _name(reference: Any) -> str:
    name = next((name for name, kind in rules.RULES.items() if kind is reference), "")
    if name not in BASES:
        known = ", ".join(rules.RULES[name].__name__ for name in BASES)
        raise ValueError(f"reference must be one of {known}, not {reference!r}")
    return name


def _diagnose(form: Form, name: str) -> Report:
    path = follow(form, FIRST)
    if remembers(form, path, FIRST):
        return misbehaved(form, "state_shared")
    for convention, base in BASES[name].items():
        if not _parting(form, base, FIRST, path):
            return _right(form, name, convention, base)
    return _wrong(form, name, path)


def _parting(form: Form, base: type[Lines], probe: Probe, path: Path) -> int:
    return parting(path, base(form.settings(probe.settings)), probe)


def _right(form: Form, name: str, convention: str, base: type[Lines]) -> Report:
    """The verdict on a rule that is right where it was looked at first."""
    for probe, path in _others(form):
        if step := _parting(form, base, probe, path):
            slips = slips_of(form, name, probe, path)
            return named(form, slips) if slips else unknown(form, base, probe, step, path)
    if wrong := misconduct(form):
        return misbehaved(form, wrong)
    if report := forgotten(form, name):
        return report
    if _is_ours(form.code):
        return Report(True, OWN, "library")
    return Report(True, RIGHT[convention].format(count=len(PROBES)), convention)


def _others(form: Form) -> Iterator[tuple[Probe, Path]]:
    """The rule's paths on the other probes; a rule for vectors alone is no wrong Adam."""
    for probe in PROBES[1:]:
        try:
            yield probe, follow(form, probe)
        except StepError:
            if probe.name not in ("a scalar", "a matrix"):
                raise


def _is_ours(code: Any) -> bool:
    step = getattr(code, "step", code)
    return str(getattr(step, "__module__", "")).startswith(rules.__name__.partition(".")[0] + ".")


def _wrong(form: Form, name: str, path: Path) -> Report:
    base = next(iter(BASES[name].values()))
    step = _parting(form, base, FIRST, path)
    if slips := slips_of(form, name, FIRST, path):
        report: Report | None = named(form, slips)
    elif names := ignored(form, path):
        report = idle(form, names)
    else:
        report = forgotten(form, name)
    if report is None:
        return unknown(form, base, FIRST, step, path)
    return replace(report, problem=FIRST.name, step=step)
