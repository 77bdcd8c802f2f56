"""The process that runs live boxes under CPython, before any reader does; see ``workers``.

It is asked with a box's code as JSON, and runs it with the Python that runs it in the browser.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pelican.plugins.explorable.workers import serve

from .worker.python.run import run

__all__ = ["main", "rehearse"]


def rehearse(code: str) -> dict[str, Any]:
    """``error`` and the ``line`` of the code that it names, if it ends with one."""
    found: dict[str, Any] = {}

    def post(kind: str, content: Any, more: Any) -> None:
        if kind == "error":
            line, _ = more
            last = content.strip().splitlines()[-1]
            found.update(error=f"raised {re.sub(r'^__main__[.]', '', last)}", line=line)

    if not run(code, post) and "error" not in found:
        found.update(error="ended with an error", line=0)
    return found


def main() -> None:
    serve(lambda line: {"name": line, **rehearse(json.loads(line))})


if __name__ == "__main__":
    main()
