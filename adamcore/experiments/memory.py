"""Results of long experiments, kept between processes where a folder is named for them.

The environment variable ADAMCORE_RESULTS names the folder; without it a result is kept for as long
as the process lives. Files are found by a hash of adamcore's own sources, of NumPy's version and
of the setting, so that a change in any of them computes anew.
"""

import hashlib
import inspect
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, wraps
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = "ADAMCORE_RESULTS"
KEPT = 8


def remembered[R](function: Callable[..., R]) -> Callable[..., R]:
    """Make `function`, of hashable keyword arguments, compute every setting only once."""

    @cache
    def recall(**setting: Any) -> R:
        folder = os.environ.get(FOLDER)
        if not folder:
            return function(**setting)
        path = Path(folder) / f"{function.__name__}-{_key(setting)}.pickle"
        with _alone(path):
            with suppress(OSError, EOFError, pickle.UnpicklingError):
                result: R = pickle.loads(path.read_bytes())
                return result
            result = function(**setting)
            _write(path, pickle.dumps(result))
        return result

    # `wraps` around the cache: a cached function hides the signature that tells the setting.
    @wraps(function)
    def call(**setting: Any) -> R:
        bound = inspect.signature(function).bind(**setting)
        bound.apply_defaults()
        return recall(**bound.arguments)

    return call


def _key(setting: dict[str, Any]) -> str:
    facts = f"{_sources()} {np.__version__} {sorted(setting.items())!r}"
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


@cache
def _sources() -> str:
    """A hash of adamcore's modules, its figures apart, which no experiment needs."""
    package = Path(__file__).parent.parent
    files = [*package.glob("*.py"), *package.glob("experiments/*.py")]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in sorted(files))).hexdigest()


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


def _write(path: Path, data: bytes) -> None:
    # A folder that cannot be written costs time, never the result.
    with suppress(OSError):
        aside = path.with_suffix(f".{os.getpid()}")
        aside.write_bytes(data)
        aside.replace(path)
        _forget_old(path)


def _forget_old(path: Path) -> None:
    """Remove the results of the same function that sources of long ago have left."""
    files = path.parent.glob(f"{path.stem.rpartition('-')[0]}-*.pickle")
    for old in sorted(files, key=lambda file: file.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
        old.with_suffix(".lock").unlink(missing_ok=True)
