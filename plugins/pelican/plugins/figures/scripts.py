"""The scripts that move figures, as a site without a bundler serves them: as they are written.

A script names the frame's modules as ``#figures/NAME.js``; these names become their addresses.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pelican.plugins.explorable.bundles import FOLDER, Bundle
from pelican.plugins.explorable.places import SourceError

__all__ = ["Scripts", "frame"]

FRAME = "frame/"
IMPORT = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*)(["'])([^"'\n]+)\2""")


def frame(page: Path) -> dict[str, Path]:
    """The frame's modules below the folder ``page``, by the names of their bundles."""
    paths = (path for path in sorted(page.glob("*.js")) if path.stem != "figures")  # the entry
    return {f"{FRAME}{path.stem}": path for path in paths}


@dataclass(frozen=True)
class Scripts:
    """The scripts of ``folder``, and what gives the bundle that has the frame."""

    folder: Path
    bundle: Callable[[], Bundle]

    @cached_property
    def texts(self) -> dict[str, str]:
        """Each script as it is served, by file name; raises SourceError for a wrong import."""
        return {path.name: self._linked(path) for path in sorted(self.folder.glob("*.js"))}

    @cached_property
    def place(self) -> str:
        """The folder, relative to the site's root: the same texts have the same name."""
        text = "\0".join(f"{name}\0{text}" for name, text in self.texts.items())
        return f"{FOLDER}/figures-{hashlib.sha256(text.encode()).hexdigest()[:8]}"

    def address(self, name: str) -> str | None:
        """Of the script of figure ``name``, if there is one."""
        return f"{self.place}/{name}.js" if f"{name}.js" in self.texts else None

    def write(self, output: Path) -> None:
        folder = output / self.place
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.texts.items():
            (folder / name).write_text(text, "utf-8")

    def _linked(self, path: Path) -> str:
        text = path.read_text("utf-8")

        def replace(match: re.Match[str]) -> str:
            lead, quote, name = match.groups()
            line = text.count("\n", 0, match.start()) + 1
            return f"{lead}{quote}{self._address(name, path, line)}{quote}"

        return IMPORT.sub(replace, text)

    def _address(self, name: str, path: Path, line: int) -> str:
        stem = name.removeprefix("#figures/").removesuffix(".js")
        if name.startswith("#figures/"):
            address = self.bundle().addresses.get(f"{FRAME}{stem}.js")
            if address:
                return f"../{address.removeprefix(f'{FOLDER}/')}"
        if re.match(r"\./[\w-]+\.js$", name) and (self.folder / name).is_file():
            return name
        message = f"no module {name!r}; import '#figures/NAME.js' or a script beside this one"
        raise SourceError(str(path), line, message)
