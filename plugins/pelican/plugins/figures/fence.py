"""The figure fence, as an extension of Python-Markdown."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path

from markdown import Extension, Markdown

from pelican.plugins.explorable.fences import Fence, FenceExtension, Html, fences_below

from .cache import Picture
from .links import Links, StateLinks
from .press import FigureError, Press
from .words import drawn_at

__all__ = ["FigureExtension", "figure_html", "named_in"]

Script = Callable[[str], str | None]

NARROW = "(width < 32rem)"
"""Where a figure's narrow drawing is shown; the same in page/style/figures.css."""
INFO = re.compile(r"figure(?:\s+(?P<name>\S+))?(?P<rest>\s+\S.*)?$")


def no_script(_name: str) -> None:
    """No figure moves."""


class FigureExtension(Extension):
    """Renders ``figure NAME`` fences; a Markdown object is one page, with each figure once.

    Links to figures are checked, see ``links``.

    ``script`` gives the address of the script that moves a figure, or None; ``folder`` is where
    such scripts are. ``box`` is the id of the live box that runs a figure's code.
    """

    def __init__(
        self,
        press: Press,
        script: Script = no_script,
        folder: str | None = None,
        box: str | None = None,
    ) -> None:
        super().__init__()
        self.press, self.script, self.folder, self.box = press, script, folder, box

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        page = _Page(self)
        FenceExtension(_is_figure, page.render, ["figure"]).extendMarkdown(md)
        links = Links(md, self.press, named)
        # After inline patterns (20), which make links of what is written.
        md.treeprocessors.register(StateLinks(md, links), "figure-links", 5)
        # For those who write links themselves: see the plugin `values`.
        md.figure_fault = links.fault  # type: ignore[attr-defined]


class _Page:
    def __init__(self, extension: FigureExtension) -> None:
        self.press, self.script = extension.press, extension.script
        self.folder, self.box = extension.folder, extension.box
        self.places: dict[str, Fence] = {}

    def render(self, fence: Fence) -> list[str]:
        name = _name(fence)
        first = self.places.setdefault(name, fence)
        if (first.path, first.line) != (fence.path, fence.line):
            raise fence.error(f"figure {name!r} is already at {first.path}:{first.line}")
        try:
            picture = self.press.picture(name)
        except FigureError as error:
            raise fence.error(str(error)) from None
        script = self.script(name)
        if picture.controls and script is None:
            raise fence.error(_still(name, self.folder))
        opening, closing = figure_html(picture, self.press.package.module, script, self.box)
        return [opening, fence.body, closing]


def figure_html(
    picture: Picture, module: str, script: str | None, box: str | None = None
) -> tuple[Html, Html]:
    """What stands before and after the caption; addresses are relative to the site's root."""
    name = picture.name
    moved = f' data-module="{module}" data-script="{script}"' if script else ""
    room = f";{picture.room}" if script else ""
    moved += f' data-box="{box}"' if script and box else ""
    words = drawn_at(picture.controls, json.loads(picture.data).get("parameters", {}))
    state = f'<p class="figure-state">{escape(words)}</p>' if words else ""
    return (
        Html(
            f'<figure id="figure-{name}" class="figure" data-figure="{name}"'
            f' data-json="{picture.data_address}"{moved} style="{_ratios(picture)}{room}">\n'
            f'<div class="figure-body">{_image(picture)}</div>\n<figcaption>'
        ),
        Html(f"{state}</figcaption>\n</figure>"),
    )


def _ratios(picture: Picture) -> str:
    """Width and height as in CSS: the room that a drawing takes before it is there."""
    return ";".join(f"--ratio-{form}:{' / '.join(picture.size(form))}" for form in picture.drawings)


def _image(picture: Picture) -> str:
    """The drawing as an image, in whose place a script puts the SVG itself as it comes near."""
    width, height = picture.size("wide")
    image = (
        f'<img class="figure-image" src="{picture.address("wide")}" width="{width}"'
        f' height="{height}" alt="{escape(picture.alt)}" loading="lazy" decoding="async">'
    )
    if "narrow" not in picture.drawings:
        return image
    width, height = picture.size("narrow")
    source = f'srcset="{picture.address("narrow")}" width="{width}" height="{height}"'
    return f'<picture><source media="{NARROW}" {source}>{image}</picture>'


def _still(name: str, folder: str | None) -> str:
    """What to do about controls that turn nothing."""
    what = f"figure {name!r} has controls, and no script moves it"
    if folder is None:
        return f"{what}; set FIGURES_SCRIPTS to the folder that has {name}.js"
    return f"{what}; write {os.path.relpath(Path(folder, f'{name}.js'))}"


def named_in(folder: Path) -> Iterator[str]:
    """The names in all figure fences of the Markdown files below ``folder``."""
    yield from named(fences_below(folder))


def named(fences: Iterable[Fence]) -> Iterator[str]:
    """The names in those of the ``fences`` that are figures."""
    for fence in fences:
        if (match := INFO.match(fence.info)) and match["name"]:
            yield match["name"]


def _is_figure(fence: Fence) -> bool:
    return INFO.match(fence.info) is not None


def _name(fence: Fence) -> str:
    match = INFO.match(fence.info)
    assert match
    if not match["name"] or match["rest"]:
        raise fence.error("a figure fence names one figure: ```figure NAME")
    return str(match["name"])
