"""What the tests of live figures know of each: one entry a figure."""

# ruff: noqa: RUF001 (letters and signs as they are printed)

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

type Data = Mapping[str, Mapping[str, Any]]
type Place = Callable[[Data, Mapping[str, Any]], tuple[str, Any, Any]]
"""From data and parameters to the name of the axes, x, y."""
type Line = tuple[str, str, str, str] | Place
"""Axes, table, column of x, column of y; or where these are to be had."""


@dataclass(frozen=True)
class Case:
    """How a figure is moved, and where its data are in its drawing."""

    name: str
    controls: Mapping[str, str]
    """Accessible names of the controls in their order, each with its role."""
    keys: tuple[tuple[str, str], ...]
    """What is pressed, and on which control."""
    state: Mapping[str, Any]
    """The parameters of draw() that these keys lead to."""
    link: Mapping[str, Any]
    """Other parameters, to come by a link."""
    lines: Mapping[str, Line]
    """Lines of the drawing by gid."""
    marks: Mapping[str, Place] = field(default_factory=dict)
    """Markers by gid."""
    texts: Mapping[str, Callable[[Data, Mapping[str, Any]], str]] = field(default_factory=dict)
    """Texts in the drawing by gid."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """More of the link, for controls that draw() has no parameter for."""
    hidden: tuple[str, ...] = ()
    """Rules that the keys switch off."""
    axes: Callable[[Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]] = lambda axes, _: axes
    """The axes in another state: from those of the page and the parameters."""
    tables: Callable[[Data, Mapping[str, Any]], Data] = lambda data, _: data
    """The tables that are downloaded: from those of draw() and the parameters."""
    opens: bool = False
    """Whether it opens in another state than it is drawn in."""
    tolerance: float = 1e-9
    """Largest relative difference between downloaded numbers and those of draw()."""


def at(axes: str, table: str, x: str, y: str, row: int | str) -> Place:
    """A marker at one row of a table, or at the row whose x a parameter names."""

    def find(data: Data, parameters: Mapping[str, Any]) -> tuple[str, Any, Any]:
        columns = data[table]
        place = row if isinstance(row, int) else list(columns[x]).index(parameters[row])
        return axes, columns[x][place], columns[y][place]

    return find


def in_units(y: str, row: bool = False) -> Place:
    """A line of the inspector's upper axes, or its marker: in units of the gradients' scale."""

    def find(data: Data, parameters: Mapping[str, Any]) -> tuple[str, Any, Any]:
        run, at = data["run"], parameters["step"] - 1
        rows = slice(at, at + 1) if row else slice(None)
        return "estimates", run["t"][rows], np.asarray(run[y])[rows] / parameters["scale"]

    return find


def every_33rd(table: str, y: str) -> Place:
    """The points of a line that have markers."""

    def find(data: Data, _: Mapping[str, Any]) -> tuple[str, Any, Any]:
        return table, data[table]["t"][::33], data[table][y][::33]

    return find


CASES = (
    Case(
        name="mgf",
        controls={"mean μ": "slider", "spread σ": "slider"},
        keys=(("mean μ", "ArrowLeft ArrowLeft PageDown"), ("spread σ", "End")),
        state={"mean": 0.34, "spread": 1.5},
        link={"mean": -0.4, "spread": 1.2},
        lines={
            "mgf": ("main", "curves", "t", "mgf"),
            "tangent": ("main", "curves", "t", "tangent"),
            "parabola": ("main", "curves", "t", "parabola"),
            "density": ("density", "density", "g", "density"),
        },
        texts={
            "readout-slope": lambda _, p: f"slope M′(0) = μ = {p['mean']:.2f}".replace("-", "−"),
            "readout-curvature": lambda _, p: (
                f"curvature M″(0) = μ² + σ² = {p['mean'] ** 2 + p['spread'] ** 2:.2f}"
            ),
        },
    ),
    Case(
        name="moving_averages",
        controls={"β₁": "slider", "β₂": "slider"},
        keys=(("β₁", "ArrowRight ArrowRight"), ("β₂", "ArrowLeft")),
        state={"beta1": 0.9074, "beta2": 0.99896},
        link={"beta1": 0.5, "beta2": 0.99},
        lines={
            "m": ("first", "averages", "t", "m"),
            "mhat": ("first", "averages", "t", "mhat"),
            "v": ("second", "averages", "t", "v"),
            "vhat": ("second", "averages", "t", "vhat"),
        },
        texts={
            "readout-first": lambda _, p: (
                f"β₁ = {p['beta1']:g}: memory of {1 / (1 - p['beta1']):.3g} steps"
            )
        },
    ),
    Case(
        name="bias_correction",
        controls={"β₁": "slider", "β₂": "slider"},
        keys=(("β₁", "ArrowLeft"), ("β₂", "ArrowRight")),
        state={"beta1": 0.896, "beta2": 0.999038},
        link={"beta1": 0.98, "beta2": 0.9},
        lines={
            "uncorrected": ("main", "steps", "t", "uncorrected"),
            "corrected": ("main", "steps", "t", "corrected"),
            "bound-paper": lambda data, _: ("main", [0.93, 4000], [data["bounds"]["value"][0]] * 2),
        },
        texts={
            "readout-paper": lambda data, _: (
                f"Kingma and Ba’s bound {data['bounds']['value'][0]:.3g}"
            )
        },
    ),
    Case(
        name="coordinate_inspector",
        controls={
            "gradients": "combobox",
            "step t": "slider",
            "size of the gradients": "slider",
            "ε": "slider",
            "ε stands": "combobox",
        },
        keys=(
            ("step t", "ArrowRight ArrowRight"),
            ("size of the gradients", "ArrowLeft ArrowLeft ArrowLeft"),
            ("ε", "ArrowRight"),
            ("ε stands", "ArrowDown"),
        ),
        state={"step": 122, "scale": 0.708, "eps": 1.12e-8, "place": "inside"},
        link={"sequence": "burst", "step": 163, "scale": 1e-8, "eps": 1e-8, "place": "outside"},
        lines={
            "g": in_units("g"),
            "mhat": in_units("mhat"),
            "root-vhat": in_units("root_vhat"),
            "step": ("step", "run", "t", "step"),
            "outside": ("epsilon", "epsilon", "scale", "outside"),
            "inside": ("epsilon", "epsilon", "scale", "inside"),
        },
        marks={
            "dot-g": in_units("g", row=True),
            "dot-mhat": in_units("mhat", row=True),
            "dot-step": at("step", "run", "t", "step", "step"),
            "dot-scale": lambda data, p: (
                "epsilon",
                p["scale"],
                np.interp(
                    np.log(p["scale"]),
                    np.log(data["epsilon"]["scale"]),
                    data["epsilon"][p["place"]],
                ),
            ),
        },
        texts={"readout-t": lambda _, p: f"t = {p['step']}"},
    ),
    Case(
        name="first_steps",
        controls={"β₁": "slider", "β₂": "slider", "first gradient": "slider"},
        keys=(
            ("β₁", "ArrowLeft"),
            ("β₂", "ArrowLeft"),
            ("first gradient", "ArrowRight ArrowRight"),
        ),
        state={"beta1": 0.896, "beta2": 0.99896, "first": 10.2},
        link={"beta1": 0.95, "beta2": 0.99, "first": 2.5},
        lines={
            f"{side}-{name}": (side, side, "t", name)
            for side in ("constant", "burst")
            for name in ("adam", "card", "paper", "max_then_correct", "correct_then_max")
        },
        marks={
            "constant-card": every_33rd("constant", "card"),
            "burst-correct_then_max": every_33rd("burst", "correct_then_max"),
        },
        texts={"readout-first": lambda _, p: f"{p['first']:g} at first, then 1"},
        tolerance=1e-7,
    ),
    Case(
        name="decay",
        controls={"learning rate": "slider", "λ of L2 in Adam": "slider", "λ of AdamW": "slider"},
        keys=(
            ("learning rate", "ArrowRight"),
            ("λ of L2 in Adam", "ArrowLeft"),
            ("λ of AdamW", "ArrowLeft"),
        ),
        state={"lr": 0.003, "l2": 0.03, "weight_decay": 0.3},
        link={"lr": 0.0003, "l2": 1, "weight_decay": 3},
        lines={"l2": ("main", "left", "scale", "l2"), "adamw": ("main", "left", "scale", "adamw")},
        marks={
            "dot-0_01": at("main", "left", "scale", "l2", 4),
            "dot-10": at("main", "left", "scale", "l2", 16),
        },
        texts={
            "readout-l2": lambda _, p: f"Adam with L2, λ = {p['l2']:g}",
            "form-paper": lambda _, p: {1: "0.001", 0.9: "9·10⁻⁴"}[
                round(1000 * p["lr"] * p["weight_decay"], 9)
            ],
            "form-library": lambda _, p: f"{p['weight_decay']:g}",
            "form-rate": lambda _, p: {0.0003: "3·10⁻⁴"}.get(p["lr"], f"{p['lr']:g}"),
        },
        tolerance=1e-3,
    ),
)
