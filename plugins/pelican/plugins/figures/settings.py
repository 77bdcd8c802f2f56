"""The settings of the figures."""

from __future__ import annotations

from pathlib import Path

from pelican.plugins.explorable.settings import Setting
from pelican.plugins.explorable.workers import LIMIT as SECONDS

__all__ = ["LIMIT", "MODULE", "SCRIPTS", "SETTINGS", "WORKERS"]

MODULE = Setting(
    "FIGURES_MODULE", str, None,
    "The package of the figures, as `package.module`: each figure is a module of it, with `draw`.",
)  # fmt: skip
SCRIPTS = Setting(
    "FIGURES_SCRIPTS", (str, Path), None,
    "The folder of the scripts that move figures, each called as its figure, relative to the "
    "folder in which the content lies; without it the package's own folder.",
)  # fmt: skip
WORKERS = Setting("FIGURES_WORKERS", int, 2, "How many processes draw side by side.")
LIMIT = Setting("FIGURES_LIMIT", (int, float), SECONDS, "Seconds that one drawing may take.")
SETTINGS = (MODULE, SCRIPTS, WORKERS, LIMIT)
