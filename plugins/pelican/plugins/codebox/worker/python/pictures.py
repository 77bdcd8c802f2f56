"""Values that have a picture, and matplotlib's figures among them."""

from __future__ import annotations

import io
import sys
import types
from collections.abc import Callable
from typing import Any

SVG_LIMIT = 1_500_000  # characters; a larger drawing is slow to show and goes as PNG
BACKEND = "codebox_figures"  # what matplotlib finds under MPLBACKEND=module://codebox_figures

Picture = tuple[str, str | bytes, str]  # "svg" or "png", the picture, its alternative text


def picture(value: object) -> Picture | None:
    """The best picture of ``value``, if it has one."""
    if isinstance(value, type):
        return None
    figure = sys.modules.get("matplotlib.figure")
    if figure is not None and isinstance(value, figure.Figure):
        return draw(value)
    alt = str(getattr(value, "alt", "") or f"A picture of a {type(value).__name__}")
    for kind, method in (("svg", "_repr_svg_"), ("png", "_repr_png_")):
        shown = getattr(value, method, lambda: None)()
        if shown is not None:
            return kind, shown, alt
    return None


def draw(figure: Any) -> Picture:
    """A matplotlib figure as SVG without paper of its own, so that it lies on the page's."""
    import matplotlib as mpl  # noqa: PLC0415 (only once the reader's code has imported it)

    paper = mpl.colors.to_rgba(mpl.rcParamsDefault["figure.facecolor"])
    plain = figure.get_facecolor() in (paper, (0, 0, 0, 0))
    svg = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": BACKEND}):
        figure.savefig(svg, format="svg", transparent=plain, metadata={"Date": None})
    if svg.tell() <= SVG_LIMIT:
        return "svg", _ink(svg.getvalue()) if plain else svg.getvalue(), describe(figure)
    png = io.BytesIO()
    figure.savefig(png, format="png", dpi=160)
    return "png", png.getvalue(), describe(figure)


def _ink(svg: str) -> str:
    """Black, in which text and axes are drawn unless told otherwise, becomes the page's ink."""
    svg = svg.replace("<svg ", '<svg fill="currentColor" ', 1)
    return svg.replace("stroke: #000000", "stroke: currentColor")


def describe(figure: Any) -> str:
    """One sentence per axes for those who do not see a figure."""
    title = figure.get_suptitle()
    return " ".join([f"Figure: {title}." if title else "Figure.", *map(_axes, figure.axes)])


def _axes(axes: Any) -> str:
    parts = [axes.get_title() or "Axes"]
    for letter in "xy":
        label = getattr(axes, f"get_{letter}label")()
        low, high = getattr(axes, f"get_{letter}lim")()
        parts.append(f"{label or letter} from {low:.3g} to {high:.3g}")
    if axes.lines:
        named = [line.get_label() for line in axes.lines if not line.get_label().startswith("_")]
        count = f"{len(axes.lines)} line{'s' if len(axes.lines) > 1 else ''}"
        parts.append(f"{count}: {', '.join(named)}" if named else count)
    return "; ".join(parts) + "."


def take_open() -> list[Any]:
    """pyplot's open figures, in order, which are then no longer open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return []
    figures = [pyplot.figure(number) for number in pyplot.get_fignums()]
    pyplot.close("all")
    return figures


class Backend(types.ModuleType):
    """A matplotlib backend whose ``show`` hands pyplot's figures to ``show_open``, or one of them
    to ``show_one``."""

    show_open: Callable[[], None]
    show_one: Callable[[Any], None]

    def __getattr__(self, name: str) -> Any:
        if name != "FigureCanvas":
            raise AttributeError(name)
        from matplotlib.backend_bases import FigureManagerBase  # noqa: PLC0415
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415

        backend = self

        class Manager(FigureManagerBase):
            @classmethod
            def pyplot_show(cls, *, block: bool | None = None) -> None:  # noqa: ARG003
                backend.show_open()

            def show(self) -> None:
                sys.modules["matplotlib.pyplot"].close(self.canvas.figure)
                backend.show_one(self.canvas.figure)

        self.FigureCanvas = type("Canvas", (FigureCanvasAgg,), {"manager_class": Manager})
        return self.FigureCanvas


backend = sys.modules[BACKEND] = Backend(BACKEND)
