"""What goes into a runtime, and in which of its parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

__all__ = ["CORE", "AssemblyError", "Package", "Recipe", "core_file"]

# What npm's package brings, and the browser gets as it is.
CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm")

# Run before the snapshot is taken: NumPy, and the modules that a reader's first program, the code
# box and a traceback need; secrets for numpy.random, which comes later.
PRELOAD = """
import numpy, numpy.linalg
import ast, collections, contextlib, copy, dataclasses, enum, functools, inspect, io, itertools
import linecache, math, operator, random, re, secrets, string, textwrap, time, traceback, typing
import warnings
import codebox_reader.rehearsal, codebox_reader.run, pyodide.code, pyodide.ffi
"""


# What it is called in newer versions, where it is a JavaScript module.
GLUE_MODULE = "pyodide.asm.mjs"


def core_file(core: Path, name: str) -> Path:
    """The file in npm's folder that is served as ``name``."""
    module = core / GLUE_MODULE
    return module if name == "pyodide.asm.js" and module.is_file() else core / name


class AssemblyError(RuntimeError):
    """A runtime cannot be had; the message is one line that says why, and what to do."""


@dataclass(frozen=True)
class Package:
    """A wheel of Pyodide's distribution, by its entry in the lock."""

    name: str
    file: str
    sha256: str
    imports: tuple[str, ...]


@dataclass(frozen=True)
class Recipe:
    """``core`` is npm's folder of Pyodide, which decides on the version of everything.

    ``first`` are packages that are ready when Python is, ``later`` those that come with the first
    program that imports them, ``split_out`` those of their dependencies that are not imported with
    them; ``wheels`` are lines of a requirements file, each of which pins a wheel of pure Python
    that comes likewise; ``projects`` are folders with a pyproject.toml, whose wheels are installed
    at the start; ``data`` are packages of nothing but files, by their names, which come when they
    are asked for.
    ``node`` is the program that takes the snapshot. ``link`` has Pyodide's module linked for these
    packages alone, by programs in ``modules``, npm's folder (that around ``core`` without it).
    """

    core: Path
    node: str = "node"
    first: tuple[str, ...] = ("numpy",)
    later: tuple[str, ...] = ("matplotlib",)
    split_out: tuple[str, ...] = ("fonttools", "pytz")
    wheels: tuple[str, ...] = ()
    projects: tuple[Path, ...] = ()
    data: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    preload: str = PRELOAD
    snapshot: bool = True
    link: bool = True
    modules: Path | None = None

    def file(self, name: str) -> Path:
        """Pyodide's own file that is served as ``name``."""
        return core_file(self.core, name)

    @property
    def lock_path(self) -> Path:
        return self.core / "pyodide-lock.json"

    @cached_property
    def lock(self) -> Mapping[str, Any]:
        try:
            lock: Mapping[str, Any] = json.loads(self.lock_path.read_bytes())
        except OSError as error:
            message = f"{self.lock_path}: {error.strerror}; `npm ci` brings Pyodide"
            raise AssemblyError(message) from error
        return lock

    @property
    def version(self) -> str:
        return str(json.loads((self.core / "package.json").read_bytes())["version"])

    @property
    def python(self) -> str:
        return str(self.lock["info"]["python"])

    @property
    def digits(self) -> str:
        """Python's version as names of files have it, such as 313."""
        return self.minor.replace(".", "")

    @property
    def minor(self) -> str:
        """Python's version as packages know it, such as 3.13."""
        return ".".join(self.python.split(".")[:2])

    @property
    def library(self) -> str:
        """The folder of the standard library, in the browser."""
        return f"/lib/python{self.minor}"

    @property
    def site(self) -> str:
        """The folder of packages, in the browser."""
        return f"{self.library}/site-packages"

    def package(self, name: str) -> Package:
        """Raises AssemblyError for a name that Pyodide does not have."""
        try:
            entry = self.lock["packages"][name]
        except KeyError:
            message = f"Pyodide {self.version} has no package named {name}"
            raise AssemblyError(message) from None
        return Package(name, entry["file_name"], entry["sha256"], tuple(entry["imports"]))

    @property
    def all(self) -> list[Package]:
        """The packages that readers can import, each once."""
        found = {name: self.package(name) for name in self.first}
        found |= {one.name: one for name in self.later for one in self.closure(name)}
        return list(found.values())

    def closure(self, name: str) -> list[Package]:
        """``name`` and all that it depends on, without what is there from the first."""
        names: list[str] = []
        waiting = [name]
        while waiting:
            at = waiting.pop()
            if at not in names and at not in self.first:
                names.append(at)
                waiting += self.lock["packages"][self.package(at).name]["depends"]
        return [self.package(at) for at in sorted(names)]
