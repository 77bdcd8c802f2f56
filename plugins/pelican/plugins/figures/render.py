"""One drawing, turned into a picture: SVG for the page, SVG to keep, data with the axes' maps."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from . import svg
from .cache import Picture
from .controls import checked
from .room import room
from .states import leaves

__all__ = ["DrawingError", "DrawingLike", "render"]

AXES = "axes-"


class DrawingError(ValueError):
    """A drawing that cannot be shown: its tables, names or colours are wrong."""


class DrawingLike(Protocol):
    """What ``draw`` returns.

    It may also have ``narrow``, a figure for narrow screens with the same gids, ``sent``, the
    columns by table that the page gets (all without it), ``constants``, which its script finds
    among the tables under this name, ``controls`` (see controls.py) and their ``room`` (see
    room.py).
    """

    figure: Figure
    data: Mapping[str, Mapping[str, Any]]
    alt: str
    parameters: Mapping[str, Any]


def render(name: str, drawing: DrawingLike, palette: Mapping[str, str]) -> Picture:
    """The picture of a drawing; the same drawing gives the same bytes.

    Raises DrawingError, or ControlError for its controls and their room.
    """
    controls = checked(getattr(drawing, "controls", ()), drawing.parameters, _roles(palette))
    figures = _forms(drawing)
    off = {one["series"] for one in leaves(controls) if one.get("off")}

    def drawn(figure: Figure) -> str:
        gids = set(_gids(figure))
        root = svg.clean(_saved(figure, name), f"figure-{name}-", gids, drawing.alt)
        svg.hide(root, f"figure-{name}-", off)
        return svg.written(root, palette)

    try:
        drawings = {form: drawn(figure) for form, figure in figures.items()}
    except svg.ColourError as error:
        raise DrawingError(str(error)) from None
    document = {
        "name": name,
        "parameters": dict(drawing.parameters),
        "alt": drawing.alt,
        "controls": controls,
        "axes": {form: axes(figure) for form, figure in figures.items()},
        "data": tables(sent(drawing)) | constants(drawing),
    }
    data = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    style = room(controls, getattr(drawing, "room", {}))
    return Picture(name, drawings, data + "\n", controls, style)


def _forms(drawing: DrawingLike) -> dict[str, Figure]:
    """The figures by their form; raises DrawingError where a script would not find its way."""
    narrow = getattr(drawing, "narrow", None)
    if narrow is None:
        return {"wide": drawing.figure}
    wide, other = _gids(drawing.figure), _gids(narrow)
    for form, missing in (("narrow", set(wide) - set(other)), ("wide", set(other) - set(wide))):
        if missing:
            raise DrawingError(f"the {form} drawing has no artist with the gid {min(missing)!r}")
    return {"wide": drawing.figure, "narrow": narrow}


def _roles(palette: Mapping[str, str]) -> Collection[str]:
    """The colours that controls may name; any, where the theme alone has them."""
    return () if palette is svg.PLAIN else palette


def _gids(figure: Figure) -> list[str]:
    gids = sorted(gid for artist in figure.findobj() if (gid := artist.get_gid()) is not None)
    if twice := {gid for gid in gids if gids.count(gid) > 1}:
        raise DrawingError(f"two artists have the gid {min(twice)!r}")
    return gids


def _saved(figure: Figure, salt: str) -> str:
    out = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": salt}):
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    return out.getvalue()


def axes(figure: Figure) -> dict[str, Any]:
    """How each named axes (gid ``axes-NAME``) maps data to units of the viewBox, y downward."""
    width, height = figure.get_size_inches() * 72
    found = {}
    for ax in figure.axes:
        if (gid := ax.get_gid() or "").startswith(AXES):
            box = ax.get_position()
            found[gid.removeprefix(AXES)] = {
                "x": _axis(ax, "x", box.x0 * width, box.x1 * width),
                "y": _axis(ax, "y", (1 - box.y0) * height, (1 - box.y1) * height),
            }
    return found


def _axis(ax: Axes, which: str, start: float, end: float) -> dict[str, Any]:
    limits = getattr(ax, f"get_{which}lim")()
    axis = {
        "scale": getattr(ax, f"get_{which}scale")(),
        "limits": [float(limit) for limit in limits],
        "pixels": [round(float(start), 4), round(float(end), 4)],
    }
    if axis["scale"] == "symlog":
        axis["linthresh"] = float(getattr(ax, f"{which}axis").get_transform().linthresh)
    return axis


def sent(drawing: DrawingLike) -> dict[str, dict[str, Any]]:
    """The tables that the page gets; raises DrawingError for one that the drawing has not."""
    chosen = getattr(drawing, "sent", None)
    if chosen is None:
        return {table: dict(columns) for table, columns in drawing.data.items()}
    for table, columns in chosen.items():
        missing = [name for name in columns if name not in drawing.data.get(table, ())]
        if table not in drawing.data or missing:
            what = f"column {missing[0]!r} of table {table!r}" if missing else f"table {table!r}"
            raise DrawingError(f"sent has {what}, which data has not")
    return {t: {name: drawing.data[t][name] for name in names} for t, names in chosen.items()}


def constants(drawing: DrawingLike) -> dict[str, Any]:
    """What script and drawing have in common, under its name; nothing if that is nothing."""
    given = dict(getattr(drawing, "constants", {}))
    if given and "constants" in drawing.data:
        raise DrawingError("a table is called 'constants', which is where the constants are")
    return {"constants": given} if given else {}


def tables(data: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, list[Any]]]:
    """The tables as plain lists; what is not finite becomes None."""
    found = {}
    for table, columns in data.items():
        lists = {column: [_plain(v) for v in _flat(values)] for column, values in columns.items()}
        if len({len(values) for values in lists.values()}) > 1:
            raise DrawingError(f"table {table!r} has columns of different lengths")
        found[table] = lists
    return found


def _flat(values: Iterable[Any]) -> list[Any]:
    return values.tolist() if isinstance(values, np.ndarray) else list(values)


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
