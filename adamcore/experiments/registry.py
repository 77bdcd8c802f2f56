"""What an experiment is to those who quote it: a function, its setting, and named numbers."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Value = float | int | str


@dataclass(frozen=True)
class Experiment:
    """One experiment whose numbers may be quoted.

    `function` takes its whole setting from the defaults of its signature; `summary` picks named
    numbers from its result; `figure` names the figure that shows it, if one does.
    """

    function: Callable[..., Any]
    summary: Callable[[Any], Mapping[str, Value]]
    figure: str | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """The setting: every argument of the function with its default."""
        arguments = inspect.signature(self.function).parameters.values()
        return {argument.name: argument.default for argument in arguments}

    @property
    def description(self) -> str:
        """One line that says what is measured."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    @property
    def module(self) -> str:
        """The module whose source, with all that it imports, decides the numbers."""
        return self.function.__module__

    def run(self) -> dict[str, Value]:
        """Compute the named numbers, as plain Python values."""
        named = self.summary(self.function())
        return {name: getattr(value, "item", lambda v=value: v)() for name, value in named.items()}


def label(name: str, number: float) -> str:
    """A key for the value of `name` at `number`: ("beta2", 0.99) gives "beta2_0_99"."""
    return f"{name}_{number:g}".replace(".", "_").replace("-", "m").replace("+", "")
