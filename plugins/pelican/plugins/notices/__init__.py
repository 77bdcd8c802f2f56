"""Pelican plugin: whose work the site carries, and under which licence: ``notices.txt``.

Settings: ``NOTICES``, paragraphs about what has no folder of its own; ``NOTICES_PACKAGES``,
folders of npm packages (the plugin ``assets`` adds those that it bundles); ``NOTICES_WHEELS``, a
folder of Python wheels. Names, versions and licence texts are read from the packages themselves.
"""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals

from .packages import Notice, npm_notice, wheel_notice

__all__ = ["Notice", "npm_notice", "register", "text", "wheel_notice"]

FILE = "notices.txt"
RULE = "\n\n" + "-" * 80 + "\n\n"


def text(paragraphs: list[str], notices: list[Notice]) -> str:
    """The file's text: paragraphs first, then every package by its name."""
    ordered = sorted(set(notices), key=lambda notice: notice.title.lower())
    bodies = [f"{notice.title}\n\n{notice.licence}" for notice in ordered]
    return RULE.join([*paragraphs, *bodies]) + "\n"


def write(pelican: Pelican) -> None:
    settings = pelican.settings
    notices = [npm_notice(Path(folder)) for folder in settings.get("NOTICES_PACKAGES", ())]
    wheels = Path(settings["NOTICES_WHEELS"]) if settings.get("NOTICES_WHEELS") else None
    if wheels is not None:
        notices += [wheel_notice(wheel) for wheel in sorted(wheels.rglob("*.whl"))]
    content = text(list(settings.get("NOTICES", ())), notices)
    (Path(settings["OUTPUT_PATH"]) / FILE).write_text(content, "utf-8")


def register() -> None:
    signals.finalized.connect(write)
