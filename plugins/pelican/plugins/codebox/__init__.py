"""Pelican plugin: fences of live Python become code boxes, run by a Python that the site serves.

In Markdown::

    ```python live
    print("hello")
    ```

In reStructuredText the same is a directive, ``.. live::``.

A page that has a content security policy must allow ``script-src 'self' 'wasm-unsafe-eval' blob:``,
``worker-src 'self' blob:``, ``connect-src 'self' data:`` and ``img-src blob: data:``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.plugins.explorable import pages, reading
from pelican.plugins.explorable.fences import Fence, FenceExtension, fences_below
from pelican.plugins.explorable.node import put_node_first
from pelican.plugins.explorable.settings import cache_folder

from .current import Current
from .directive import LiveDirective
from .exercise import SOLUTION, checked_in, is_hint, is_solution
from .fence import FORM, accepts
from .rehearsals import live_in
from .settings import REHEARSE, SETTINGS

__all__ = ["SETTINGS", "register"]

PAGE = Path(__file__).parent / "page"
ENTRIES = {
    "codebox": PAGE / "box.js",
    "codebox-style": PAGE / "codebox.css",
    "codebox-guard": PAGE / "guard.js",
}
# The last part of a box: a list of articles may have cut one short, which then is only code.
NEEDS = pages.Needs(
    plugin="codebox",
    marker='<div class="codebox-log"',
    styles=("codebox-style.css",),
    classics=("codebox-guard.js",),
    modules=("codebox.js",),
)

current = Current()


def box(fence: Fence) -> list[str]:
    """A box of the running build."""
    return current.box(fence)


def below(fence: Fence) -> list[str]:
    """A hint or a solution of the running build."""
    return current.hint(fence) if is_hint(fence) else current.solution(fence)


def configure(pelican: Pelican) -> None:
    put_node_first()
    pages.declare(pelican, ENTRIES, [NEEDS])
    extensions = pelican.settings["MARKDOWN"].setdefault("extensions", [])
    extensions.append(FenceExtension(accepts, box, FORM))
    extensions.append(FenceExtension(is_hint, below))
    extensions.append(FenceExtension(is_solution, below, SOLUTION))
    LiveDirective.box = staticmethod(box)


def begin(pelican: Pelican) -> tuple[()]:
    """Before all generators: what the last build had is forgotten, and a runtime is on its way."""
    settings = pelican.settings
    current.begin(settings)
    if any(accepts(fence) for fence in fences_below(Path(settings["PATH"]))):
        current.get_ahead()
    return ()


def start(generator: Any) -> None:
    """Before anything is read: all boxes are run."""
    settings = generator.settings
    folder, is_rehearsed = Path(settings["PATH"]), REHEARSE.of(settings) is not None
    programs = [*checked_in(folder), *(live_in(folder) if is_rehearsed else [])]
    if programs or is_rehearsed:
        current.rehearse(programs, cache_folder(settings, "rehearsals"))


def finish(_pelican: Pelican) -> None:
    current.write_wheels()


def register() -> None:
    reading.connect()
    pages.connect()
    signals.initialized.connect(configure)
    signals.get_generators.connect(begin)
    signals.article_generator_init.connect(start)
    signals.finalized.connect(finish)
