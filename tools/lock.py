"""Pins and hashes requirements.in into requirements.txt, and the npm packages into their lock.

    python -m tools.lock

No address of a download is written: pip and npm know where they look.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools.build import ROOT

UV = ROOT / ".cache" / "uv"


def uv() -> Path:
    """The program uv, in a venv of its own, pinned and hashed by tools/uv.txt."""
    if not (UV / "bin" / "uv").exists():
        subprocess.run([sys.executable, "-m", "venv", str(UV)], check=True)
        pip = [str(UV / "bin" / "python"), "-m", "pip", "install", "-q", "--require-hashes"]
        subprocess.run([*pip, "-r", str(ROOT / "tools" / "uv.txt")], check=True)
    return UV / "bin" / "uv"


def main() -> None:
    options = ["--generate-hashes", "--no-emit-index-url", "--no-header", "--universal"]
    command = [str(uv()), "pip", "compile", "-q", *options, "--python-version", "3.13"]
    subprocess.run([*command, "requirements.in", "-o", "requirements.txt"], cwd=ROOT, check=True)
    npm = [str(Path(sys.prefix, "bin", "npm")), "install", "--package-lock-only"]
    for folder in (ROOT, ROOT / "bench"):
        subprocess.run([*npm, "--ignore-scripts"], cwd=folder, check=True)


if __name__ == "__main__":
    main()
