"""The forms that a rule may have, and how one of them is set up and taken step by step.

A class or an instance with `init(theta)` and `step(theta, g, state)`, which returns theta and the
state; or a function `step(theta, g, m, v, t)`, with as many averages as it likes between g and t,
which returns theta and these. Hyperparameters go by their usual names, in any language.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from numpy import zeros_like

from .lines import Array, Settings

__all__ = ["Form", "NotARuleError", "form"]

ALIASES = {
    "lr": ("lr", "alpha", "eta", "learning_rate", "step_size", "rate", "α", "η"),  # noqa: RUF001  # alpha
    "beta1": ("beta1", "beta_1", "b1", "β1"),
    "beta2": ("beta2", "beta_2", "b2", "β2"),
    "eps": ("eps", "epsilon", "ε", "ϵ"),
    "weight_decay": ("weight_decay", "wd", "lam", "lambda_", "lamda", "decay", "λ"),
}
NAMES = {alias: name for name, aliases in ALIASES.items() for alias in aliases}
EXPECTED = (
    "Expected is a class with init(theta) and step(theta, g, state),"
    " or a function step(theta, g, m, v, t)"
)
TIMES = ("t", "step", "k", "n", "i")


class NotARuleError(TypeError):
    """Raised where something has none of the forms of a rule; the text says what is missing."""


@dataclass(frozen=True)
class Form:
    """A rule that can be taken step by step.

    start: from settings and theta to a state; advance: from settings, theta, g, the state and the
    number of the step to theta and the state; own: the settings that the rule has by itself;
    free: the names of those that it lets one choose; code: what to look for in the source; wanted:
    whether it has a place for all settings, so that one which is missing has been forgotten.
    """

    start: Callable[[Settings, Array], Any]
    advance: Callable[[Any, Array, Array], tuple[Array, Any]]
    own: Settings
    free: frozenset[str]
    code: Any
    wanted: bool = False

    def settings(self, wanted: Settings) -> Settings:
        """`wanted`, with the rule's own where it does not let one choose."""
        fixed = {
            f.name: getattr(self.own, f.name) for f in fields(wanted) if f.name not in self.free
        }
        return replace(wanted, **fixed)


def form(rule: Any, without: tuple[str, ...] = ()) -> Form:
    """Return `rule` as a `Form` that leaves the settings `without` alone; or NotARuleError."""
    if inspect.isclass(rule):
        return _class(rule, without)
    if inspect.isfunction(rule) or inspect.ismethod(rule):
        return _function(rule, without)
    if hasattr(rule, "init") and hasattr(rule, "step"):
        return _instance(rule)
    kind = type(rule).__name__
    raise NotARuleError(f"{EXPECTED}; this is of type {kind}, without init and step.")


def _named(parameters: list[inspect.Parameter], without: tuple[str, ...]) -> dict[str, str]:
    """Our names of the settings that are among the parameters, each with theirs."""
    given = {p.name for p in parameters}
    found = {
        name: next((alias for alias in aliases if alias in given), "")
        for name, aliases in ALIASES.items()
    }
    return {name: theirs for name, theirs in found.items() if theirs and name not in without}


def _class(rule: type[Any], without: tuple[str, ...]) -> Form:
    _has_methods(rule, skip=1)
    parameters = _parameters(rule)
    named = _named(parameters, without)
    betas = any(p.name == "betas" for p in parameters)
    for p in parameters:
        if p.default is p.empty and p.name not in NAMES and p.name != "betas":
            raise NotARuleError(
                f"{rule.__name__}() asks for {p.name}, which has no default: the"
                " hyperparameters are lr, beta1, beta2 and eps."
            )

    def start(settings: Settings, theta: Array) -> Any:
        chosen = {theirs: getattr(settings, name) for name, theirs in named.items()}
        if betas:
            chosen["betas"] = (settings.beta1, settings.beta2)
        made = rule(**chosen)
        return made, made.init(theta)

    defaults = {NAMES[p.name]: p.default for p in parameters if p.name in NAMES}
    free = frozenset(named) | (frozenset({"beta1", "beta2"}) if betas else frozenset())
    return Form(start, _advance, _settings(defaults), free, rule, wanted=True)


def _instance(rule: Any) -> Form:
    _has_methods(rule, skip=0)
    found = {name: getattr(rule, alias) for alias, name in NAMES.items() if hasattr(rule, alias)}

    def start(_settings: Settings, theta: Array) -> Any:
        return rule, rule.init(theta)

    return Form(start, _advance, _settings(found), frozenset(), type(rule))


def _advance(run: Any, theta: Array, g: Array) -> tuple[Array, Any]:
    made, state = run
    answer = made.step(theta, g, state)
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        raise NotARuleError(
            "step should return two things, the new theta and the new state;"
            f" it returns {_told(answer)}."
        )
    return answer[0], (made, answer[1])


def _has_methods(rule: Any, skip: int) -> None:
    name = rule.__name__ if inspect.isclass(rule) else type(rule).__name__
    for method, count in (("init", 1), ("step", 3)):
        if not callable(found := getattr(rule, method, None)):
            raise NotARuleError(f"{name} has no {method}. {EXPECTED}.")
        taken = _count(found) - skip
        if taken >= 0 and taken != count:
            wanted = "init(theta)" if method == "init" else "step(theta, g, state)"
            raise NotARuleError(f"{name}.{method} should take {wanted}, not {taken} arguments.")


def _count(function: Any) -> int:
    """How many arguments without defaults a function takes; -1 if that cannot be told."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return -1
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return -1
    return sum(p.default is p.empty and p.kind in _POSITIONAL for p in parameters)


_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def _parameters(rule: Any) -> list[inspect.Parameter]:
    try:
        found = list(inspect.signature(rule).parameters.values())
    except (TypeError, ValueError):
        return []
    return [p for p in found if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]


def _function(rule: Any, without: tuple[str, ...]) -> Form:
    parameters = _parameters(rule)
    named = _named(parameters, without)
    places = [p for p in parameters if p.name not in NAMES and p.default is p.empty]
    if len(places) < 3:
        raise NotARuleError(f"{EXPECTED}; {rule.__name__} takes {len(places)} arguments.")
    timed = places[-1].name in TIMES
    count = len(places) - 2 - timed

    def start(settings: Settings, theta: Array) -> Any:
        chosen = {theirs: getattr(settings, name) for name, theirs in named.items()}
        return chosen, 0, tuple(zeros_like(theta) for _ in range(count))

    def advance(run: Any, theta: Array, g: Array) -> tuple[Array, Any]:
        chosen, t, kept = run
        time = (t + 1,) if timed else ()
        answer = rule(theta, g, *kept, *time, **chosen)
        if not isinstance(answer, tuple | list) or len(answer) != 1 + count:
            names = " and ".join(["theta", *(p.name for p in places[2 : 2 + count])])
            raise NotARuleError(
                f"{rule.__name__} should return {names}; it returns {_told(answer)}."
            )
        return answer[0], (chosen, t + 1, tuple(answer[1:]))

    defaults = {NAMES[p.name]: p.default for p in parameters if p.name in NAMES}
    given = getattr(rule, "__globals__", {})
    found = {name: given[alias] for alias, name in NAMES.items() if alias in given}
    own = _settings({**found, **_inside(rule), **defaults})
    return Form(start, advance, own, frozenset(named), rule)


def _inside(rule: Any) -> dict[str, float]:
    """Settings that the function itself gives a number to, such as lr = 0.01."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(rule)))
    except (OSError, TypeError, SyntaxError):
        return {}
    given = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    return {
        NAMES[target.id]: node.value.value
        for node in given
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, float)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in NAMES
    }


def _settings(found: dict[str, Any]) -> Settings:
    numbers = {name: value for name, value in found.items() if isinstance(value, int | float)}
    return Settings(**numbers)


def _told(answer: Any) -> str:
    if answer is None:
        return "nothing"
    if isinstance(answer, tuple | list):
        return f"{len(answer)}"
    return (
        "theta alone" if hasattr(answer, "shape") else f"one thing of type {type(answer).__name__}"
    )
