"""Pelican plugin: whose work the site carries, and under which licence: ``notices.txt``.

Names, versions and licence texts are read from the packages themselves.
"""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals
from pelican.plugins.explorable.settings import Setting, switched_on

from .packages import Notice, npm_notice, wheel_notice

__all__ = ["Notice", "npm_notice", "register", "text", "wheel_notice"]

PARAGRAPHS = Setting("NOTICES", (list, tuple), (), "Paragraphs about what has no package.")
PACKAGES = Setting(
    "NOTICES_PACKAGES", (list, tuple), (),
    "Folders of npm packages; the plugin `assets` adds those that it bundles.",
)  # fmt: skip
WHEELS = Setting("NOTICES_WHEELS", (str, Path), None, "A folder of Python wheels.")
SETTINGS = (PARAGRAPHS, PACKAGES, WHEELS)

FILE = "notices.txt"
RULE = "\n\n" + "-" * 80 + "\n\n"


def text(paragraphs: list[str], notices: list[Notice]) -> str:
    """The file's text: paragraphs first, then every package by its name."""
    ordered = sorted(set(notices), key=lambda notice: notice.title.lower())
    bodies = [f"{notice.title}\n\n{notice.licence}" for notice in ordered]
    return RULE.join([*paragraphs, *bodies]) + "\n"


def write(pelican: Pelican) -> None:
    settings = pelican.settings
    if not switched_on(settings, [PARAGRAPHS, WHEELS]):
        return
    notices = [npm_notice(Path(folder)) for folder in PACKAGES.of(settings)]
    if (folder := WHEELS.of(settings)) is not None:
        notices += [wheel_notice(wheel) for wheel in sorted(Path(folder).rglob("*.whl"))]
    content = text(list(PARAGRAPHS.of(settings)), notices)
    (Path(settings["OUTPUT_PATH"]) / FILE).write_text(content, "utf-8")


def register() -> None:
    signals.finalized.connect(write)
