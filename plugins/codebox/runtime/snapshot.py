"""The snapshot is taken by Node, with the same code that the browser starts from it with."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .pack import pack
from .recipe import Recipe

__all__ = ["SnapshotError", "take"]

SCRIPT = Path(__file__).with_name("snapshot.mjs")
# Run last: what only takes up memory, and what every start adds again.
FAREWELL = """
import gc, linecache, re, sys
re.purge()
linecache.clearcache()
sys.path_importer_cache.clear()
sys.path[:] = [place for place in sys.path if place]
gc.collect()
del gc, linecache, re, sys
"""


class SnapshotError(RuntimeError):
    """No snapshot could be taken; the message says why."""


def take(
    recipe: Recipe, lock: Mapping[str, Any], modules: Mapping[str, bytes], native: bytes
) -> tuple[bytes, list[str]]:
    """The snapshot, and the names of the modules that are imported in it.

    ``modules`` are bytecode by paths, ``native`` a pack of extension modules. Raises
    SnapshotError; a site can do without.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "modules.pack").write_bytes(pack(modules))
        (folder / "native.pack").write_bytes(native)
        (folder / "empty").touch()
        job = {
            "core": f"{recipe.core.resolve()}/",
            "options": {"lockFileContents": lock},
            "packs": ["modules.pack"],
            "native": "native.pack",
            "empty": "empty",
            "python": recipe.preload,
            "farewell": FAREWELL,
        }
        (folder / "job.json").write_text(json.dumps(job))
        _run([recipe.node, str(SCRIPT), str(folder)])
        names: list[str] = json.loads((folder / "modules.json").read_bytes())
        return (folder / "snapshot.bin").read_bytes(), names


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise SnapshotError(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        # Node prints the line of minified source that failed before it says what happened.
        errors = re.findall(r"^(?:\w*Error|\w*Exception).*", done.stderr, re.MULTILINE)
        raise SnapshotError(errors[0][:300] if errors else f"node: exit {done.returncode}")
