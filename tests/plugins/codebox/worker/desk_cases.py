"""Programs as they run at a desk and in the box, in a form in which they can be compared."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
FILE = "your code"
ENVIRONMENT = {"PYTHONIOENCODING": "utf-8:strict", "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0"}

# What differs without being a difference: addresses, and where Python's own files lie. The box has
# no source of theirs to quote. A desk names a program's file by its path.
PLAIN = [
    (r"\b0x[0-9a-f]+", "0x"),
    (r'File "[^"]*?/(?:lib/)?python3\.13/', 'File "/lib/python3.13/'),
    (r'(File "/lib/python3\.13/[^\n]*\n)(?:    [^\n]*\n)+', r"\1"),
    (r'(File "<frozen [^\n]*\n)(?:    [^\n]*\n)+', r"\1"),
    (r'(File "/lib/python3\.13/[^"]*", line) \d+', r"\1 N"),
    (r"(?m)^\S*/lib/python3\.13/", "/lib/python3.13/"),
    (r"\((/[^)]*\.so|unknown location)\)", "(…)"),
    (r"\[Errno \d+\]", "[Errno N]"),
    (r"RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n", ""),
    (r"took \d+\.\d+s|in \d+\.\d+s", "in 0.0s"),
]


@dataclass(frozen=True)
class Outcome:
    """What a reader sees: both streams, a traceback among stderr, and whether all went well."""

    out: str
    err: str
    ok: bool


def programs() -> dict[str, str]:
    """All programs of ``desk/`` by their titles."""
    paths = sorted((HERE / "desk").glob("*.txt"))
    return {f"{p.stem}: {title}": code for p in paths for title, code in parted(p).items()}


def parted(path: Path) -> dict[str, str]:
    """The programs of a file, by the titles before them."""
    parts = [part.split("\n", 1) for part in path.read_text("utf-8").split("# %% ")[1:]]
    return {title: code.rstrip("\n") + "\n" for title, code in parts}


def at_desk(code: str) -> Outcome:
    """By the Python of the tests, as ``python "your code"``, from an empty folder."""
    with TemporaryDirectory() as folder:
        path = Path(folder).resolve() / FILE
        path.write_bytes(code.encode("utf-8", "surrogatepass"))
        command = [sys.executable, "-X", "utf8", FILE]
        ran = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | ENVIRONMENT,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=60,
            encoding="utf-8",
            errors="replace",
        )
        texts = [text.replace(str(path), FILE) for text in (ran.stdout, ran.stderr)]
        return Outcome(plain(texts[0]), plain(texts[1]), ran.returncode == 0)


def in_box(codes: list[str], folder: Path, core: Path) -> list[tuple[Outcome, list]]:
    """By the box's Python, in Node; with all that was posted."""
    return [(_outcome(one), one["posts"]) for one in told_of(codes, folder, core)]


def told_of(codes: list, folder: Path, core: Path) -> list[dict]:
    """What ``box.mjs`` tells of each program: its code, or its code and its checker."""
    command = ["node", HERE / "box.mjs", folder, core]
    ran = subprocess.run(
        command, input=json.dumps(codes), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return [json.loads(line) for line in ran.stdout.splitlines()]


def _outcome(told: dict) -> Outcome:
    texts = {"out": "", "err": ""}
    for kind, text, _more in told["posts"]:
        if kind == "error":
            texts["err"] += "" if text.startswith("SystemExit: ") else f"{text}\n"
        elif kind in texts:
            texts[kind] += text
    crash = told.get("crash", "")
    return Outcome(plain(texts["out"]), plain(texts["err"] + crash), told["ok"])


def plain(text: str) -> str:
    for pattern, new in PLAIN:
        text = re.sub(pattern, new, text)
    return text
