"""The process that draws pictures, by their arguments; see ``explorable.workers``."""

from __future__ import annotations

import base64
import io
import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from pelican.plugins.explorable.workers import explain, serve

__all__ = ["main", "run"]


def run(draw: Callable[..., Any], call: str) -> dict[str, Any]:
    """The picture that ``draw`` makes of its arguments, given in JSON; or what went wrong."""
    made = io.BytesIO()
    try:
        # Without the name of its maker the same picture has the same bytes.
        draw(*json.loads(call)).savefig(made, format="png", metadata={"Software": None})
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return {"name": call, "error": f"raised {explain(error, draw.__module__)}"}
    return {"name": call, "png": base64.b64encode(made.getvalue()).decode()}


def main(provider: str) -> None:
    module, _, function = provider.partition(":")
    draw = getattr(import_module(module), function)
    serve(lambda call: run(draw, call))


if __name__ == "__main__":
    main(sys.argv[1])
