"""What the article measures: one function an experiment, its setting in the signature.

`values()` gives every experiment whose numbers may be quoted, by the name under which they are.
"""

from collections.abc import Mapping

from . import (
    adaptivity,
    bias,
    bigram,
    convergence,
    counterexample,
    decline,
    drift,
    forgiveness,
    learning_rates,
    precision,
    rotation,
    sparse,
    speed,
    spikes,
    surfaces,
    units,
    weight_decay,
)
from .registry import Experiment

__all__ = ["Experiment", "values"]

MODULES = (
    counterexample,
    drift,
    bias,
    weight_decay,
    adaptivity,
    sparse,
    learning_rates,
    convergence,
    surfaces,
    bigram,
    units,
    decline,
    spikes,
    rotation,
    precision,
    speed,
    forgiveness,
)


def values() -> Mapping[str, Experiment]:
    """Every experiment by name; nothing is computed before its `run` is called."""
    return {name: found for module in MODULES for name, found in module.EXPERIMENTS.items()}
