"""What goes into a runtime, and in which of its parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from .wheels import LIBRARY

__all__ = ["CORE", "AssemblyError", "Package", "Recipe"]

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
    ``node`` is the program that takes the snapshot.
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
        return "".join(self.python.split(".")[:2])

    def check_python(self) -> None:
        """Raises AssemblyError for a Pyodide whose Python lies elsewhere than paths here say."""
        ours, theirs = LIBRARY.removeprefix("/lib/python"), ".".join(self.python.split(".")[:2])
        if ours != theirs:
            message = f"Pyodide {self.version} runs Python {theirs}, and the code box knows {ours}"
            raise AssemblyError(f"{message}; choose a Pyodide with Python {ours}")

    def package(self, name: str) -> Package:
        """Raises AssemblyError for a name that Pyodide does not have."""
        try:
            entry = self.lock["packages"][name]
        except KeyError:
            message = f"Pyodide {self.version} has no package named {name}"
            raise AssemblyError(message) from None
        return Package(name, entry["file_name"], entry["sha256"], tuple(entry["imports"]))

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
