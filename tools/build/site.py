"""One build, from the sources to a site in its place."""

from __future__ import annotations

import io
import logging
import shutil
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from pelican import Pelican
from tools.build import ROOT, BuildError
from tools.build.aside import aside
from tools.build.errors import ErrorLog
from tools.build.front import check_front, check_named
from tools.build.marker import mark, publish_modes
from tools.build.swap import BUILDING, put_in_place
from tools.build.target import check_target
from tools.links import check_site

__all__ = ["build"]


def build(settings_file: Path, output: Path) -> None:
    """Builds, checks and swaps; raises BuildError, SourceError or OSError."""
    projects = (ROOT, settings_file.resolve().parent)
    check_target(output, projects)
    if shutil.which("node") is None:
        raise BuildError("node: not found, formulas and scripts need it; run `make setup`")
    with aside(output) as work:
        check_target(output, projects)  # once more: there may have been another build until now
        site = work / BUILDING
        site.mkdir()
        _write(settings_file, site)
        mark(site)
        publish_modes(site)
        put_in_place(work, output)


def _write(settings_file: Path, site: Path) -> None:
    settings = read_settings(str(settings_file), override={"OUTPUT_PATH": str(site)})
    check_named(settings, settings_file)
    _generate(settings)
    check_front(site, settings, settings_file)
    check_site(site, Path(settings["PATH"]).parent)


def _generate(settings: dict[str, Any]) -> None:
    """Runs Pelican; raises BuildError with one line for each error or warning that it logs."""
    log = ErrorLog()
    logger = logging.getLogger("pelican")
    logger.addHandler(log)
    logger.propagate = False
    try:
        with redirect_stdout(io.StringIO()):  # Pelican's count of articles, here always one
            Pelican(settings).run()
    finally:
        logger.removeHandler(log)
    if log.lines:
        raise BuildError("\n".join(dict.fromkeys(log.lines)))
