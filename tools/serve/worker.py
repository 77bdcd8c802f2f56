"""The process that builds, again and again: python -m tools.serve.worker OUTPUT.

It is asked with a line, and answers with the errors as a line of JSON. What it has imported and
computed once it need not do again; when Python code of the site changes it is replaced.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from pelican.plugins.explorable.node import put_node_first
from tools.build import ROOT
from tools.build.errors import describe
from tools.build.fresh import Fresh
from tools.build.site import build

SETTINGS = ROOT / "pelicanconf.py"


def built(output: Path) -> list[str]:
    """What went wrong, a line each."""
    fresh = Fresh(SETTINGS, output)
    fresh.forget()
    try:
        build(SETTINGS, output)
    except Exception as error:
        return describe(error).splitlines()
    fresh.keep()
    return []


def answer(output: Path, say: Callable[[list[str]], None]) -> None:
    """Says what went wrong.

    Where nothing is to be done that is said at once, and a build follows all the same: the first
    one of a process takes three times as long as the next, for which an author would wait.
    """
    if kept := Fresh(SETTINGS, output).is_kept():
        say([])
    gc.disable()  # a build ends soon, and leaves little
    errors = built(output)
    if not kept:
        say(errors)
    gc.enable()
    gc.collect()


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    put_node_first()

    def say(errors: list[str]) -> None:
        print(json.dumps(errors), file=answers, flush=True)

    for line in sys.stdin:
        answer(Path(line.rstrip("\n")), say)


if __name__ == "__main__":
    main()
