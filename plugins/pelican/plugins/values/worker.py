"""The process that runs experiments, by their names; see ``explorable.workers``."""

from __future__ import annotations

import json
import sys
from typing import Any

from pelican.plugins.explorable.workers import explain, serve

from .numbers import Experiment, load

__all__ = ["main", "run"]


def run(experiment: Experiment, name: str) -> dict[str, Any]:
    """The values of an experiment, or what went wrong."""
    try:
        values = dict(experiment.run())
        json.dumps(values)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return {"name": name, "error": f"raised {explain(error, experiment.module)}"}
    return {"name": name, "values": values}


def main(provider: str) -> None:
    experiments = load(provider)
    serve(lambda name: run(experiments[name], name))


if __name__ == "__main__":
    main(sys.argv[1])
