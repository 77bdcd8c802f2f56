"""Where in a settings file a thing is said that turned out to be wrong."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["located", "setting_place"]

# An exception, perhaps with a place in code, which is where it was met and not where it comes from.
EXCEPTION = re.compile(r"(?:\S+:\d+: )?(?P<plain>\w+(?:Error|Exception): .*)")
NAMES = re.compile(r"""[`'"]([^`'"]+)[`'"]""")


def setting_place(settings_file: Path, key: str) -> str:
    """Where ``key`` is set: in the settings, or in those beside them that they build on."""
    return _found(settings_file, re.compile(re.escape(key))) or settings_file.name


def located(message: str, settings_file: Path) -> str:
    """An exception's message, with the line of the settings that names what it complains of."""
    match = EXCEPTION.fullmatch(message)
    if match is None:
        return message
    for name in [*NAMES.findall(message), message.rsplit(maxsplit=1)[-1].strip("`'\"")]:
        if place := _found(settings_file, re.compile(rf""".*["']{re.escape(name)}["']""")):
            return f"{place}: {match['plain']}"
    return message


def _found(settings_file: Path, wanted: re.Pattern[str]) -> str | None:
    """The last line that begins so, for it counts."""
    for file in dict.fromkeys([settings_file, *sorted(settings_file.parent.glob("*conf.py"))]):
        lines = file.read_text("utf-8").splitlines()
        if numbers := [number for number, line in enumerate(lines, 1) if wanted.match(line)]:
            return f"{file.name}:{numbers[-1]}"
    return None
