"""The process that draws figures, by their names; see ``explorable.workers``."""

from __future__ import annotations

import importlib
import inspect
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from pelican.plugins.explorable.workers import explain, serve

__all__ = ["draw", "main"]

# What `draw` returns, and what each part of it is.
PARTS = {
    "figure": "a matplotlib Figure",
    "data": "named tables of columns",
    "alt": "a text that says what a sighted reader sees",
    "parameters": "a mapping of draw's arguments",
}


def draw(module: str, name: str) -> dict[str, Any]:
    """The picture of a figure and the seconds it took, or what went wrong."""
    start = time.perf_counter()
    try:
        # Imported here, so that a fault in them is told like any other.
        from .render import render  # noqa: PLC0415

        palette = _palette(f"{module}.style")
        drawing = _called(importlib.import_module(f"{module}.{name}").draw)
        picture = render(name, drawing, palette)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return {"name": name, "error": f"raised {explain(error, f'{module}.{name}')}"}
    return {"name": name, "picture": asdict(picture), "seconds": time.perf_counter() - start}


def _palette(module: str) -> Mapping[str, str]:
    """The roles of colours, as the package has them, or matplotlib's own colours."""
    from .svg import PLAIN  # noqa: PLC0415 (see above)

    try:
        palette: Mapping[str, str] = importlib.import_module(module).PALETTE
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        return PLAIN
    return palette


def _called(function: Callable[[], Any]) -> Any:
    """What ``draw()`` returns; raises TypeError where it is not what a figure needs."""
    required = [
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    ]
    if required:
        raise TypeError(f"draw({', '.join(required)}) is called without arguments; give defaults")
    drawing = function()
    for name, what in PARTS.items():
        if not hasattr(drawing, name):
            raise TypeError(f"draw() returned {_shown(drawing)}, which has no {name}: {what}")
    _check_kinds(drawing)
    return drawing


def _check_kinds(drawing: Any) -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415 (see above)

    fits = {
        "figure": isinstance(drawing.figure, Figure),
        "data": isinstance(drawing.data, Mapping)
        and all(isinstance(table, Mapping) for table in drawing.data.values()),
        "alt": isinstance(drawing.alt, str) and bool(drawing.alt.strip()),
        "parameters": isinstance(drawing.parameters, Mapping),
    }
    for name, fit in fits.items():
        if not fit:
            found = _shown(getattr(drawing, name))
            raise TypeError(f"{name} of what draw() returned is {found}, not {PARTS[name]}")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"a {type(value).__name__}"


def main(module: str) -> None:
    serve(lambda name: draw(module, name))


if __name__ == "__main__":
    main(sys.argv[1])
