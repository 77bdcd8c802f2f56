"""python3 -m tools.bootstrap [folder ...]: the set-up, with the npm packages of more folders."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tools.bootstrap import npm, pythons, stamps, venvs
from tools.bootstrap.places import ROOT, VENV, SetupError, check_path
from tools.bootstrap.processes import Interrupted, alone, heed_signals


def setup(more: Sequence[str]) -> None:
    """Everything that is missing, also the npm packages of the folders ``more``."""
    check_path(str(ROOT))
    with alone():
        stamps.sweep()
        if not venvs.is_of_version():
            stamps.discard(VENV)
        venvs.provide(
            VENV, pythons.find_python, ROOT / "requirements.txt", "Python packages, Node among them"
        )
        venvs.provide_projects()
        for folder in [ROOT, *(ROOT / name for name in more)]:
            npm.provide(folder)


def main() -> str | int | None:
    heed_signals()
    try:
        setup(sys.argv[1:])
    except Interrupted as signal:
        print("interrupted; run make again and it goes on from here", file=sys.stderr)
        return signal.status
    except (SetupError, OSError) as error:
        return str(error)
    return None


if __name__ == "__main__":
    sys.exit(main())
