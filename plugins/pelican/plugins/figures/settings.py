"""The settings of the figures."""

from __future__ import annotations

from pathlib import Path

from pelican.plugins.explorable.settings import Setting
from pelican.plugins.explorable.workers import LIMIT as SECONDS

__all__ = ["BOX", "LIMIT", "MODULE", "SCRIPTS", "SETTINGS", "WORKERS"]

MODULE = Setting(
    "FIGURES_MODULE", str, None,
    "The package of the figures, as `package.module`: each figure is a module of it, with `draw`.",
)  # fmt: skip
SCRIPTS = Setting(
    "FIGURES_SCRIPTS", (str, Path), None,
    "The folder of the scripts that move figures, each called as its figure, relative to the "
    "folder in which the content lies; without it the package's own folder.",
)  # fmt: skip
BOX = Setting(
    "FIGURES_BOX", str, None,
    "The id of the live box that runs the code of a figure as a reader has left it; readers must "
    "have the figures' package there (see CODEBOX_PROJECTS).",
)  # fmt: skip
WORKERS = Setting("FIGURES_WORKERS", int, 2, "How many processes draw side by side.")
LIMIT = Setting("FIGURES_LIMIT", (int, float), SECONDS, "Seconds that one drawing may take.")
SETTINGS = (MODULE, SCRIPTS, BOX, WORKERS, LIMIT)
