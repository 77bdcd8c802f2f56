"""The path that a rule takes on a probe, and whether two paths agree."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from numpy import abs as magnitude
from numpy import array, asarray, errstate, float32, isfinite, isnan, ndarray

from .forms import Form, NotARuleError
from .lines import Array, Lines, Memory, Settings
from .probes import Probe

__all__ = ["Path", "StepError", "close", "follow", "parting", "walk"]

# Relative to the larger of one and the number itself.
TIGHT, LOOSE = 1e-12, 2e-5


@dataclass(frozen=True)
class Path:
    """theta after each step, and the states beside it."""

    theta: list[Array]
    states: list[Any]


class StepError(Exception):
    """Raised where a rule ends with an error, the cause, at a step of a probe."""

    def __init__(self, probe: Probe, step: int, error: BaseException) -> None:
        super().__init__(str(error))
        self.probe, self.step, self.error = probe, step, error


def follow(form: Form, probe: Probe, settings: Settings | None = None) -> Path:
    """Take a rule along a probe, at the probe's settings if none are given; or raise StepError."""
    path = Path([], [])
    theta = probe.theta()
    step = 0
    with errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            state = form.start(form.settings(settings or probe.settings), theta.copy())
            for step, g in enumerate(probe.gradients(), start=1):  # noqa: B007  # for the error
                theta, state = form.advance(state, _own(theta), g)
                theta = _as_theta(theta, probe)
                path.theta.append(array(theta, dtype=float, copy=True))
                path.states.append(leaves(state))
        except (NotARuleError, MemoryError):
            raise
        except Exception as error:
            raise StepError(probe, step, error) from error
    return path


def _own(theta: Array) -> Array:
    return theta.copy() if isinstance(theta, ndarray) else theta


def _as_theta(theta: Any, probe: Probe) -> Array:
    """theta as an array; a list is as good, a number is as good as an array without axes."""
    found = asarray(theta)
    if found.dtype == object or found.shape != probe.shape:
        wanted = f"of shape {probe.shape}" if probe.shape else "a single number"
        raise NotARuleError(
            f"On {probe.name}, step returns a theta of shape {found.shape}: it should be {wanted}."
        )
    return theta if isinstance(theta, ndarray) else found


def leaves(state: Any, depth: int = 3) -> list[Array]:
    """Copies of all arrays and numbers in a state, in order."""
    if isinstance(state, ndarray | int | float) or hasattr(state, "dtype"):
        return [array(state, copy=True)]
    if depth == 0 or state is None or isinstance(state, str):
        return []
    if isinstance(state, dict):
        state = list(state.values())
    elif not isinstance(state, tuple | list):
        state = list(vars(state).values()) if hasattr(state, "__dict__") else []
    return [leaf for part in state for leaf in leaves(part, depth - 1)]


def walk(rule: Lines, probe: Probe) -> Iterator[tuple[Array, Memory]]:
    """theta and the state after each step of a rule of ours."""
    theta = probe.theta()
    memory = rule.init(theta)
    for g in probe.gradients():
        theta, memory = rule.step(theta, g, memory)
        yield theta, memory


def close(a: Array, b: Array, probe: Probe, slack: float = 1.0) -> bool:
    """Whether two thetas agree: to rounding, in the precision of the probe."""
    within = (LOOSE if probe.dtype is float32 else TIGHT) * slack
    with errstate(all="ignore"):
        apart = magnitude(a - b)
        near = apart <= within * (1 + magnitude(b))
    same = (a == b) | (isnan(a) & isnan(b))
    return bool((same | (near & isfinite(apart))).all())


def parting(path: Path, rule: Lines, probe: Probe, slack: float = 1.0) -> int:
    """The first step after which `path` is not where `rule` goes, counted from 1; 0 if it is."""
    with errstate(all="ignore"):
        pairs = zip(path.theta, walk(rule, probe), strict=True)
        for t, (yours, (right, _)) in enumerate(pairs, start=1):
            if not close(yours, right, probe, slack):
                return t
    return 0
