"""Pelican plugin: a figure fence becomes a drawing of matplotlib that the page can move.

In Markdown::

    ```figure bias_correction
    The caption, in Markdown.
    ```

The module ``bias_correction``, in the package of the site's figures, has a function ``draw()``;
what it returns is described in ``drawing``. Readers turn its ``controls``, and a script of the
figure's name moves the drawing in the page: a module with ``live(root, data)``, which ``enliven``
in page/live.js makes of a few pure functions. The package's module ``style`` may have ``PALETTE``,
the roles of colours.

A drawing is made once, in a process of its own, and kept under a hash of all the code that it
depends on. The page gets the SVG, in colours and text sizes that follow the theme; beside it
``figures/NAME-HASH.json`` has the data and how the axes map them to pixels.
"""

from __future__ import annotations

from .fence import FigureExtension
from .press import Press
from .settings import SETTINGS
from .wiring import register

__all__ = ["SETTINGS", "FigureExtension", "Press", "register"]
