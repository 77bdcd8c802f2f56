"""Results of long experiments, kept between processes where a folder is named for them.

The environment variable ADAMCORE_RESULTS names the folder; without it a result is kept for as long
as the process lives. Files are found by a hash of the code that an experiment needs of adamcore, of
NumPy's version and of the setting, so that a change in any of them computes anew. Each begins with
the sum of its bytes: a damaged one is never unpickled, and a line tells of it.
"""

import ast
import hashlib
import inspect
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

FOLDER = "ADAMCORE_RESULTS"
KEPT = 8
SUM = 32  # bytes of a SHA-256


Result = TypeVar("Result")


def remembered(function: Callable[..., Result]) -> Callable[..., Result]:
    """Make `function`, of hashable keyword arguments, compute every setting only once."""

    @cache
    def recall(**setting: Any) -> Result:
        folder = os.environ.get(FOLDER)
        if not folder:
            return function(**setting)
        path = Path(folder) / f"{function.__name__}-{_key(function.__module__, setting)}.pickle"
        with _alone(path):
            data = _read(path)
            if data is not None:
                kept: Result = pickle.loads(data)
                return kept
            result = function(**setting)
            _write(path, pickle.dumps(result))
        return result

    # `wraps` around the cache: a cached function hides the signature that tells the setting.
    @wraps(function)
    def call(**setting: Any) -> Result:
        bound = inspect.signature(function).bind(**setting)
        bound.apply_defaults()
        return recall(**bound.arguments)

    return call


def _key(module: str, setting: dict[str, Any]) -> str:
    facts = f"{_sources(module)} {np.__version__} {sorted(setting.items())!r}"
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


@cache
def _sources(module: str) -> str:
    """A hash of the code of ``module`` and of what it imports of adamcore."""
    return hashlib.sha256("\0".join(map(_code, _needed(module))).encode()).hexdigest()


def _needed(module: str) -> list[Path]:
    """The files of ``module`` and of what it imports of adamcore, in order; none if it is alien."""
    from modulefinder import ModuleFinder  # noqa: PLC0415 (browsers would load it for nothing)

    package = Path(__file__).parent.parent
    finder = ModuleFinder([os.path.dirname(package)], excludes=["numpy"])
    if module.startswith(f"{package.name}."):
        finder.import_hook(module)
    found = (getattr(one, "__file__", None) for one in finder.modules.values())
    return sorted(Path(file) for file in found if file)


def _code(file: Path) -> str:
    """The code of a module, which comments, docstrings and white space leave as it is."""
    tree = ast.parse(file.read_bytes())
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            match node.body:
                case [ast.Expr(ast.Constant(str())), *rest]:
                    node.body = rest
    return ast.dump(tree)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process compute while others that want the same result wait for it."""
    try:
        import fcntl  # noqa: PLC0415 (Unix alone has it)

        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except (ImportError, PermissionError):
        yield


def _read(path: Path) -> bytes | None:
    """What was written to `path`, or None if that is not there, or no longer what it was."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        print(f"{path}: {error.strerror}; it is computed anew", file=sys.stderr, flush=True)
        return None
    total, data = content[:SUM], content[SUM:]
    if hashlib.sha256(data).digest() == total:
        return data
    print(f"{path}: damaged; it is computed anew", file=sys.stderr, flush=True)
    return None


def _write(path: Path, data: bytes) -> None:
    # A folder that cannot be written costs time, never the result.
    with suppress(OSError):
        aside = path.with_suffix(f".{os.getpid()}")
        aside.write_bytes(hashlib.sha256(data).digest() + data)
        aside.replace(path)
        _forget_old(path)


def _forget_old(path: Path) -> None:
    """Remove the results of the same function that sources of long ago have left."""
    files = path.parent.glob(f"{path.stem.rpartition('-')[0]}-*.pickle")
    for old in sorted(files, key=lambda file: file.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
        old.with_suffix(".lock").unlink(missing_ok=True)
