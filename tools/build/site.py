"""One build, from the sources to a site in its place."""

from __future__ import annotations

import io
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from pelican import Pelican
from pelican.plugins.explorable.places import SettingError, SourceError, SourceErrors
from tools.build import ROOT, BuildError
from tools.build.aside import aside
from tools.build.errors import ErrorLog, describe
from tools.build.front import check_front, check_named
from tools.build.marker import mark, publish_modes
from tools.build.places import located, setting_place
from tools.build.swap import BUILDING, put_in_place
from tools.build.target import check_target
from tools.hosting import furnish
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
    with _told_of(settings_file):
        settings = read_settings(str(settings_file), override={"OUTPUT_PATH": str(site)})
        check_named(settings, settings_file)
        _generate(settings)
    check_front(site, settings, settings_file)
    check_site(site, Path(settings["PATH"]).parent)
    if settings["SITEURL"]:
        furnish(site, settings["SITEURL"])


@contextmanager
def _told_of(settings_file: Path) -> Iterator[None]:
    """Gives errors that come of a setting its place."""
    try:
        yield
    except SettingError as error:
        raise BuildError(f"{setting_place(settings_file, error.key)}: {error}") from None
    except BuildError as error:
        lines = str(error).splitlines()
        raise BuildError("\n".join(located(line, settings_file) for line in lines)) from None
    except Exception as error:
        told = describe(error)
        if (better := located(told, settings_file)) != told:
            raise BuildError(better) from None
        raise


def _generate(settings: dict[str, Any]) -> None:
    """Runs Pelican; raises BuildError with one line for each error or warning that it logs."""
    log = ErrorLog()
    logger = logging.getLogger("pelican")
    logger.addHandler(log)
    logger.propagate = False
    try:
        with redirect_stdout(io.StringIO()):  # Pelican's count of articles, here always one
            site = Pelican(settings)
            if not log.lines:  # without a plugin that it names, a site is another
                site.run()
    except (SourceError, SourceErrors) as error:
        log.lines += str(error).splitlines()
    finally:
        logger.removeHandler(log)
    if log.lines:
        lines = (line for told in log.lines for line in told.splitlines())
        raise BuildError("\n".join(dict.fromkeys(lines)))
