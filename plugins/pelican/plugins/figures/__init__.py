"""Pelican plugin: a figure fence becomes a drawing of matplotlib that the page can move.

In Markdown::

    ```figure bias_correction
    The caption, in Markdown.
    ```

The figure's module, ``bias_correction`` in the package that the setting ``FIGURES_MODULE`` names,
has a function ``draw()``. What it returns has four attributes: ``figure`` (a matplotlib figure),
``data`` (named tables of columns), ``alt`` (what a sighted reader sees) and ``parameters``. The
package's module ``style`` has ``PALETTE``, the roles of colours.

With a fifth, ``controls``, readers turn what the figure has, each control one of its parameters:
plain data, see controls.py. A sixth, ``room``, has what the page cannot count in them, see room.py.
A script of the figure's name in the folder ``FIGURES_SCRIPTS`` then moves the drawing in the page:
a module with ``live(root, data)``, which ``enliven`` in page/live.js makes of a few pure functions.
The plugin ``assets`` bundles it.

A drawing is made once, in a process of its own, and kept in ``FIGURES_CACHE`` under a hash of all
the code that it depends on. The page gets the SVG, in colours and text sizes that follow the
theme; beside it ``figures/NAME-HASH.json`` has the data and how the axes map them to pixels.
"""

from __future__ import annotations

from .fence import FigureExtension
from .press import Press
from .settings import SETTINGS
from .wiring import register

__all__ = ["SETTINGS", "FigureExtension", "Press", "register"]
