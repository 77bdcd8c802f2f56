"""Values that have a picture, and matplotlib's figures among them."""

from __future__ import annotations

import io
import sys
import types
import zlib
from collections.abc import Callable
from inspect import getattr_static
from typing import Any

from .animations import animation, frames
from .limits import ALT, COST, FIGURE, PIXELS, PNG, SIDE, SVG
from .program import FILE

BACKEND = "codebox_figures"  # what matplotlib finds under MPLBACKEND=module://codebox_figures
DPI = 160  # of a figure as PNG

# What is posted: "svg", "png" or "frames", the picture, its alternative text and where it was
# shown; or "note", and one sentence that says why there is no picture.
Picture = tuple[str, str | bytes, tuple[str, str] | None]


def picture(value: object) -> Picture | None:
    """The best picture of ``value``, if its type has one."""
    if isinstance(value, type):
        return None
    if moving := _moving(value):
        return _played(moving)
    figure = sys.modules.get("matplotlib.figure")
    if figure is not None and issubclass(type(value), figure.Figure):
        return draw(value)
    for kind, method in (("svg", "_repr_svg_"), ("png", "_repr_png_")):
        # An instance that has an answer to every name, such as a mock, has no picture.
        if getattr_static(value, method, None) is not None:
            shown = getattr(value, method)()
            if shown is not None:
                return _checked(kind, shown, _alt(value))
    return None


def _alt(value: object) -> str:
    own = getattr_static(value, "alt", "")
    text = getattr(value, "alt", "") if own else ""
    text = text.strip() if isinstance(text, str) else ""
    return text[:ALT] or f"A picture of a {type(value).__name__}"


def _checked(kind: str, data: Any, alt: str) -> Picture:
    """The picture, or what is wrong with it; the rest is looked at in ``engine/pictures.js``."""
    if kind == "svg" and not isinstance(data, str):
        return _refused(f"_repr_svg_ returned {type(data).__name__} instead of str")
    if kind == "png" and not isinstance(data, bytes | bytearray | memoryview):
        return _refused(f"_repr_png_ returned {type(data).__name__} instead of bytes")
    size, limit, unit = (
        (len(data), SVG, "characters") if kind == "svg" else (len(data), PNG, "bytes")
    )
    if size > limit:
        return _refused(f"it has {size:,} {unit}, and the box shows up to {limit:,}")
    if kind == "png" and (problem := _damage(bytes(data))):
        return _refused(problem)
    return kind, data if isinstance(data, str) else bytes(data), (alt, _place())


def _refused(problem: str) -> Picture:
    return "note", f"{_place()}A picture is not shown: {problem}.", None


def _place() -> str:
    """Where in the reader's program the picture is shown, if a line of it is being run."""
    frame: types.FrameType | None = sys._getframe()
    while frame and frame.f_code.co_filename != FILE:
        frame = frame.f_back
    return f"Line {frame.f_lineno}: " if frame else ""


def _damage(png: bytes) -> str:
    """What is wrong with the chunks of a PNG (PNG 3, 5.3), or ""."""
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        return "its data are not a PNG's"
    at = 8
    while at + 12 <= len(png):
        end = at + 8 + int.from_bytes(png[at : at + 4], "big")
        if end + 4 > len(png):
            break
        if zlib.crc32(png[at + 4 : end]) != int.from_bytes(png[end : end + 4], "big"):
            return "its PNG is damaged"
        if png[at + 4 : at + 8] == b"IEND":
            return ""
        at = end + 4
    return "its PNG is cut short"


def _moving(value: object) -> Any:
    figure = sys.modules.get("matplotlib.figure")
    module = sys.modules.get("matplotlib.animation")
    if figure is None or module is None:
        return None
    return animation(value) if issubclass(type(value), figure.Figure | module.Animation) else None


def _played(moving: Any) -> Picture:
    figure = moving._fig
    if problem := _too_large(figure):
        return _refused(problem)
    data = frames(moving)
    sys.modules["matplotlib.pyplot"].close(figure)  # shown once, also where it is the last value
    return "frames", data, (f"Animation. {describe(figure)}"[:ALT], _place())


def _too_large(figure: Any) -> str:
    width, height = figure.get_size_inches()
    wide, high = width * figure.dpi, height * figure.dpi
    if wide * high <= FIGURE and max(width, height) * 96 <= SIDE:
        return ""
    return (
        f"the figure has {wide:,.0f} \N{MULTIPLICATION SIGN} {high:,.0f} pixels, and the box draws "
        f"up to about {FIGURE:,} in all; make its figsize or dpi smaller"
    )


def draw(figure: Any) -> Picture:
    """A matplotlib figure as SVG without paper of its own, so that it lies on the page's."""
    import matplotlib as mpl  # noqa: PLC0415 (only once the reader's code has imported it)

    if problem := _too_large(figure):
        return _refused(problem)
    paper = mpl.colors.to_rgba(mpl.rcParamsDefault["figure.facecolor"])
    plain = figure.get_facecolor() in (paper, (0, 0, 0, 0))
    file = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": BACKEND}):
        figure.savefig(file, format="svg", transparent=plain, metadata={"Date": None})
    svg, more = file.getvalue(), (describe(figure), _place())
    if len(svg) <= SVG and _cost(svg) < COST:
        return "svg", _ink(svg) if plain else svg, more
    width, height = figure.get_size_inches()
    dpi = min(DPI, 0.99 * SIDE / max(width, height), (0.9 * PIXELS / (width * height)) ** 0.5)
    png = io.BytesIO()
    figure.savefig(png, format="png", dpi=dpi)
    return "png", png.getvalue(), more


def _cost(svg: str) -> float:
    """At least what ``engine/svg.js`` will find in a drawing of matplotlib's."""
    elements = svg.count("<") - svg.count("</")
    return elements + 4 * svg.count("<use") + 3 * svg.count("clip-path=") + len(svg) / 100


def _ink(svg: str) -> str:
    """Black, in which text and axes are drawn unless told otherwise, becomes the page's ink."""
    svg = svg.replace("<svg ", '<svg fill="currentColor" ', 1)
    return svg.replace("stroke: #000000", "stroke: currentColor")


def describe(figure: Any) -> str:
    """One sentence per axes for those who do not see a figure."""
    title = figure.get_suptitle()
    words = [f"Figure: {title}." if title else "Figure.", *map(_axes, figure.axes)]
    return " ".join(words)[:ALT]


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
