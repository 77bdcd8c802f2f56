"""Where figures live, and what each depends on: read from the sources, nothing is imported."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pelican.plugins.explorable.imports import Sources, parsed, root_of
from pelican.plugins.explorable.places import SettingError

__all__ = ["DATA", "FigurePackage"]

# Files that a module may read; those in its folder count as part of it.
DATA = frozenset({".csv", ".json", ".npy", ".npz", ".txt"})


@dataclass(frozen=True)
class FigurePackage:
    """The package ``module`` (dotted), whose top-level package stands in the folder ``root``."""

    module: str
    root: Path

    @classmethod
    def find(cls, module: str) -> FigurePackage:
        """The package on ``sys.path``; raises SettingError."""
        try:
            return cls(module, root_of(module))
        except ModuleNotFoundError as error:
            raise SettingError("FIGURES_MODULE", f"{error}; write 'package.module'") from None

    @cached_property
    def sources(self) -> Sources:
        return Sources(self.root)

    def names(self) -> list[str]:
        """The figures: modules with a function ``draw``, sorted."""
        folder = self.root.joinpath(*self.module.split("."))
        return sorted(path.stem for path in folder.glob("*.py") if _draws(path))

    def path(self, name: str) -> Path:
        return self.root.joinpath(*self.module.split("."), f"{name}.py")

    def dependencies(self, name: str) -> tuple[list[Path], set[str]]:
        """The files that the figure ``name`` depends on, sorted, and the foreign packages."""
        modules, foreign = self.sources.closure(f"{self.module}.{name}")
        files = set(modules.values())
        files |= {data for file in files for data in file.parent.iterdir() if data.suffix in DATA}
        return sorted(files), foreign


def _draws(path: Path) -> bool:
    """Whether a module has a function ``draw``, or would have it if it did parse."""
    body = parsed(path).body
    if not body:
        return "def draw(" in path.read_text(errors="replace")
    return any(isinstance(node, ast.FunctionDef) and node.name == "draw" for node in body)
