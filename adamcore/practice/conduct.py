"""What a rule must not do besides its numbers: change what it was given, or mix two runs."""

from __future__ import annotations

import copy
import warnings
from dataclasses import replace
from typing import Any

from numpy import array_equal, errstate

from .forms import Form
from .paths import Path, StepError, close, follow, leaves
from .probes import FIRST, Probe

__all__ = ["CONDUCT", "ignored", "misconduct", "remembers"]

CONDUCT = {
    "theta_in_place": "step changes the theta that it is given: make a new array, or a theta kept for later changes too.",  # noqa: E501
    "gradient_in_place": "step changes the gradient that it is given: make a new array.",
    "state_in_place": "step changes the state that it is given, so a state kept for later changes too: return a new one.",  # noqa: E501
    "state_shared": "Two runs share their state: let init make it, and hand it on through step.",
    "ignored": "{names} no effect: use {them} in the step, not a number.",
}
"""What is wrong with a rule whose numbers may be right, by name."""


def remembers(form: Form, path: Path, probe: Probe) -> bool:
    """Whether a second run of the same is another: something was left by the first."""
    again = follow(form, probe)
    return any(not close(a, b, probe) for a, b in zip(again.theta, path.theta, strict=True))


def ignored(form: Form, path: Path) -> tuple[str, ...]:
    """The hyperparameters that a rule takes and that make no difference to its path on FIRST."""
    names = [name for name in ("lr", "beta1", "beta2", "eps", "weight_decay") if name in form.free]
    return tuple(name for name in names if _is_idle(form, name, path))


def _is_idle(form: Form, name: str, path: Path) -> bool:
    value = getattr(FIRST.settings, name)
    other = replace(FIRST.settings, **{name: value / 2})
    try:
        moved = follow(form, FIRST, other)
    except StepError:
        return False
    return all(
        array_equal(a, b, equal_nan=True) for a, b in zip(moved.theta, path.theta, strict=True)
    )


def misconduct(form: Form) -> str:
    """The name in CONDUCT of what a rule does that it must not, or ""."""
    with errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _in_place(form) or ("state_shared" if _shares(form) else "")
        except StepError:
            raise
        except Exception as error:  # whatever a rule raises when its arguments are no copies
            raise StepError(FIRST, 0, error) from error


def _in_place(form: Form) -> str:
    theta = FIRST.theta()
    state = form.start(form.settings(FIRST.settings), theta.copy())
    for g in list(FIRST.gradients())[:3]:
        held = (theta, g, state)
        before = (theta.copy(), g.copy(), leaves(_passed(state)))
        theta, state = form.advance(state, theta, g)
        if not array_equal(held[0], before[0]):
            return "theta_in_place"
        if not array_equal(held[1], before[1]):
            return "gradient_in_place"
        if not _equal(leaves(_passed(held[2])), before[2]):
            return "state_in_place"
    return ""


def _passed(state: Any) -> Any:
    """The state that a rule is given, without the rule itself."""
    return state[1:] if isinstance(state, tuple) else state


def _equal(a: list[Any], b: list[Any]) -> bool:
    return len(a) == len(b) and all(
        array_equal(x, y, equal_nan=True) for x, y in zip(a, b, strict=True)
    )


def _shares(form: Form) -> bool:
    """Whether two runs of one rule, taken in turn, are not what each is alone."""
    alone = follow(form, FIRST)
    settings = form.settings(FIRST.settings)
    first = form.start(settings, FIRST.theta())
    second = _beside(form, first, settings)
    theta, other = FIRST.theta(), 2 * FIRST.theta()
    for g, right in zip(FIRST.gradients(), alone.theta, strict=True):
        theta, first = form.advance(first, theta, g)
        other, second = form.advance(second, other, -g)
        if not close(theta, right, FIRST):
            return True
    return False


def _beside(form: Form, run: Any, settings: Any) -> Any:
    """A second run by the same rule, if it is an object; by the same function otherwise."""
    made = run[0]
    if hasattr(made, "init"):
        return made, made.init(2 * FIRST.theta())
    return copy.copy(form.start(settings, 2 * FIRST.theta()))
