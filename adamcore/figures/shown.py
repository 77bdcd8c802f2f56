"""Where the experiments' numbers are to be seen: by experiment and number, the state of a figure.

A state is written as in a link: values of controls, and ``curve``, the line that is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from adamcore.experiments import Experiment
from adamcore.experiments import values as experiments
from adamcore.experiments.registry import label
from adamcore.rules import RULES
from adamcore.surfaces import SURFACES

__all__ = ["SHOWN", "Shown", "values"]

Links = dict[str, str]
"""A state by number."""


@dataclass(frozen=True)
class Shown(Experiment):
    """An experiment, and the states of `figure` that show its numbers."""

    shown: Mapping[str, str] = field(default_factory=dict)


def values() -> Mapping[str, Experiment]:
    """Every experiment by name, with what is shown of it."""
    found = dict(experiments())
    return found | {name: _shown(found[name], *SHOWN[name]) for name in SHOWN}


def _shown(one: Experiment, figure: str, links: Links) -> Experiment:
    return Shown(one.function, one.summary, figure, links)


def _bias(beta1: float, beta2: float, **curves: str) -> Links:
    return {key: f"beta1={beta1:g}&beta2={beta2:g}&curve={curve}" for key, curve in curves.items()}


def _drift() -> Links:
    betas = (0.99, 0.999, 0.9995, 0.9997, 0.9999)
    return {label("beta2", beta): f"beta2={beta:g}&curve=drift" for beta in betas}


def _first_steps() -> Links:
    names = ("paper", "max_then_correct", "correct_then_max", "card")
    return {name: f"beta1=0.9&beta2=0.999&curve={name}" for name in names}


def _race() -> Links:
    pairs = [(surface, rule) for surface in SURFACES for rule in RULES]
    return {f"{s}_{rule}_lr": f"surface={s}&curve={rule}" for s, rule in pairs}


def _units() -> Links:
    pairs = [(rule, factor) for rule in RULES for factor in (0.001, 1.0, 2.0, 1000.0)]
    return {
        label(f"{rule}_loss", factor): f"scale={factor:g}&curve={rule}" for rule, factor in pairs
    }


def _sparse() -> Links:
    pairs = [(rule, group) for rule in RULES for group in ("common", "rare", "lr")]
    return {f"{rule}_{group}": f"at=1000&curve={rule}" for rule, group in pairs}


def _sensitivity() -> Links:
    problems = ("softmax", "mlp", "softmax_raw", "mlp_raw")
    pairs = [(rule, problem, kind) for rule in RULES for problem in problems
             for kind in ("lr", "decades")]  # fmt: skip
    return {f"{rule}_{p}_{kind}": f"problem={p}&curve={rule}" for rule, p, kind in pairs}


def _decay() -> Links:
    pairs = [(kind, scale) for kind in ("l2", "adamw") for scale in (0.01, 0.1, 1.0, 10.0)]
    at = "lr=0.001&l2=0.1&weight_decay=1"
    return {label(kind, scale): f"{at}&curve={kind}" for kind, scale in pairs}


def _rotation() -> Links:
    pairs = [(rule, angle) for rule in ("sgd", "momentum", "adam") for angle in range(0, 50, 5)]
    return {label(rule, angle): f"angle={angle}&curve={rule}" for rule, angle in pairs}


def _speed() -> Links:
    pairs = [(rule, kind) for rule in RULES for kind in ("lr", "steps")]
    return {f"{rule}_{kind}": f"curve={rule}" for rule, kind in pairs}


SHOWN: dict[str, tuple[str, Links]] = {
    "no_correction": (
        "bias_correction",
        _bias(0.9, 0.999, first="uncorrected", peak="uncorrected", peak_step="uncorrected"),
    ),
    "no_correction_sparse": ("bias_correction", _bias(0, 0.9999, first="uncorrected")),
    "step_bound": ("bias_correction", _bias(0.9, 0.999, bound="paper", largest="largest")),
    "short_burst": (
        "coordinate_inspector",
        {"longest": "sequence=burst&step=163&curve=step"},
    ),
    "drift": ("counterexample", _drift()),
    "first_steps": ("first_steps", _first_steps()),
    "race": ("race", _race()),
    "units": ("race", _units()),
    "sparse": ("sparse", _sparse()),
    "sensitivity": ("sensitivity", _sensitivity()),
    "proposition2": ("decay", _decay()),
    "rotation": ("rotation", _rotation()),
    "speed": ("convergence", _speed()),
    "bigram": ("bigram", {}),
}
"""Experiments that a figure shows: which, and the state for each number that is seen there."""
