"""What the tests of live figures know of each: one entry a figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

type Data = Mapping[str, Mapping[str, Any]]
type Line = tuple[str, str, str, str]
"""Axes, table, column of x, column of y."""


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
    marks: Mapping[str, Callable[[Data, Mapping[str, Any]], tuple[str, Any, Any]]] = field(
        default_factory=dict
    )
    """Markers by gid: from data and parameters to axes, x, y."""
    texts: Mapping[str, Callable[[Data, Mapping[str, Any]], str]] = field(default_factory=dict)
    """Texts in the drawing by gid."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """More of the link, for controls that draw() has no parameter for."""
    tolerance: float = 1e-9
    """Largest relative difference between downloaded numbers and those of draw()."""


def at(axes: str, table: str, x: str, y: str, row: int | str) -> Callable[..., Any]:
    """A marker at one row of a table, or at the row whose x a parameter names."""

    def find(data: Data, parameters: Mapping[str, Any]) -> tuple[str, Any, Any]:
        columns = data[table]
        place = row if isinstance(row, int) else list(columns[x]).index(parameters[row])
        return axes, columns[x][place], columns[y][place]

    return find


CASES = (
    Case(
        name="mgf",
        controls={"mean μ": "slider", "spread σ": "slider"},
        keys=(("mean μ", "ArrowLeft ArrowLeft PageDown"), ("spread σ", "End")),
        state={"mean": 0.25, "spread": 1.5},
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
)
