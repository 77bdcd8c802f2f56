"""Swaps a site again and again, killed one step later each time; prints what each death left.

python sweep.py FOLDER (exchange | renames)
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from tests.tools.build.kernel import forbid_exchange, kill_when
from tools.build.aside import aside
from tools.build.marker import mark
from tools.build.swap import BUILDING, put_in_place

# What changes something on a disk, or stands before something that does.
STEPS = ("os.", "open", "shutil.", "ctypes.dlsym")


def files(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*") if p.is_file()}


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def prepare(output: Path) -> None:
    write(output, {"index.html": "old", "a/only-old.css": "old", "a/both.css": "old"})
    mark(output)
    write(output, {".git/HEAD": "ref", "CNAME": "host", "a/photo.txt": "mine", "b/c/d": "mine"})


def swap(output: Path) -> None:
    with aside(output) as work:
        site = work / BUILDING
        write(site, {"index.html": "new", "only-new.css": "new", "a/both.css": "new"})
        mark(site)
        put_in_place(work, output)


def fail(output: Path) -> None:
    with aside(output):
        raise SystemExit


def forked(action: Callable[[], None]) -> bool:
    """Whether ``action``, in a process of its own, lived to its end."""
    pid = os.fork()
    if pid == 0:
        with suppress(SystemExit):
            action()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def killed_at(step: int, work: Callable[[Path], None], output: Path, way: str) -> bool:
    def action() -> None:
        if way == "renames":
            forbid_exchange()
        seen = count(1)
        kill_when(lambda event, _: event.startswith(STEPS) and next(seen) == step)
        work(output)

    return not forked(action)


def main(folder: Path, way: str) -> None:
    deaths = []
    for step in count(1):
        output = folder / str(step) / "out"
        prepare(output)
        if not killed_at(step, swap, output, way):
            break
        at_once = output.exists()
        killed_at(1 + step % 13, fail, output, way)  # the one that mends may die as well
        forked(lambda output=output: fail(output))
        beside = [path.name for path in output.parent.iterdir()]
        deaths.append({"at_once": at_once, "then": files(output), "beside": beside})
        shutil.rmtree(output.parent)
    json.dump({"deaths": deaths, "end": files(output)}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
