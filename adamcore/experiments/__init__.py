"""What the article measures: one function an experiment, its setting in the signature.

`values()` gives every experiment whose numbers may be quoted, by the name under which they are.
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from .registry import Experiment

__all__ = ["Experiment", "values"]


def values() -> Mapping[str, Experiment]:
    """Every experiment by name: those in `EXPERIMENTS` of each module here.

    Nothing is computed before the `run` of one is called.
    """
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    listed: list[Mapping[str, Experiment]] = [getattr(m, "EXPERIMENTS", {}) for m in modules]
    return {name: found for experiments in listed for name, found in experiments.items()}
