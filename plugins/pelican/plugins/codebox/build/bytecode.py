"""Python sources to bytecode that the browser's Python takes as it is, without looking at times."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .wheels import LIBRARY, SITE

__all__ = ["compile_files"]

COMPILER = Path(__file__).with_name("compiler.py")
# Modules of the standard library that readers use, so that help() has something to say. The others
# lose their docstrings, which no reader looks for and every reader would load.
READ = re.compile(
    r"(abc|bisect|calendar|cmath|collections|contextlib|copy|csv|dataclasses|datetime|decimal|enum|"
    r"fractions|functools|heapq|itertools|json|numbers|operator|pprint|random|re|statistics|"
    r"string|textwrap|time|typing)\b"
)
KEEP, STRIP = 0, 2

type Job = tuple[str, bytes, int]


def compile_files(
    sources: Mapping[str, bytes], workers: int, documented: bool = True
) -> dict[str, bytes]:
    """``a/b.py`` to ``a/b.pyc`` for each source; other files stay as they are.

    Packages that are not ``documented`` lose their docstrings. Raises ValueError with the
    compiler's words for a source that does not parse.
    """
    python = {path: text for path, text in sources.items() if path.endswith(".py")}
    jobs = [(path, text, _level(path, documented)) for path, text in python.items()]
    shares = [jobs[start::workers] for start in range(workers)]
    with ThreadPoolExecutor(workers) as pool:
        compiled = dict(pair for share in pool.map(_compile, shares) for pair in share)
    rest = {path: data for path, data in sources.items() if not path.endswith(".py")}
    return rest | compiled


def _compile(jobs: Sequence[Job]) -> list[tuple[str, bytes]]:
    # Columns are of use only beside the source's text, which the browser does not get.
    command = [sys.executable, "-I", "-X", "no_debug_ranges", str(COMPILER)]
    done = subprocess.run(command, input=pickle.dumps(jobs), capture_output=True, check=False)
    if done.returncode:
        lines = done.stderr.decode().strip().splitlines() or ["no reason given"]
        raise ValueError(f"bytecode: {lines[-1]}")
    return [(f"{job[0]}c", code) for job, code in zip(jobs, pickle.loads(done.stdout), strict=True)]


def _level(path: str, documented: bool) -> int:
    if path.startswith(f"{SITE}/"):
        return KEEP if documented else STRIP
    return KEEP if READ.match(path.removeprefix(f"{LIBRARY}/")) else STRIP
