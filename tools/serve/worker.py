"""The process that builds, again and again: python -m tools.serve.worker OUTPUT.

It is asked with a line, and answers with the errors as a line of JSON. What it has imported and
computed once it need not do again; when Python code of the site changes it is replaced.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path

from tools.build import ROOT
from tools.build.errors import describe
from tools.build.fresh import Fresh
from tools.build.site import build
from tools.node import put_node_first

SETTINGS = ROOT / "pelicanconf.py"


def built(output: Path) -> list[str]:
    """What went wrong, a line each."""
    fresh = Fresh(SETTINGS, output)
    if fresh.is_kept():
        return []
    fresh.forget()
    try:
        build(SETTINGS, output)
    except Exception as error:
        return describe(error).splitlines()
    fresh.keep()
    return []


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    put_node_first()
    for line in sys.stdin:
        gc.disable()  # a build ends soon, and leaves little
        print(json.dumps(built(Path(line.rstrip("\n")))), file=answers, flush=True)
        gc.enable()
        gc.collect()


if __name__ == "__main__":
    main()
