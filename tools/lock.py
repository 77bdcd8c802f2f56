"""Pins and hashes requirements.in into requirements.txt, and the npm packages into their lock.

    python -m tools.lock

No address of a download is written: pip and npm know where they look.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools.bootstrap.places import ROOT
from tools.bootstrap.processes import alone
from tools.bootstrap.pythons import uv


def main() -> None:
    with alone():
        program = uv()
    options = ["--generate-hashes", "--no-emit-index-url", "--no-header", "--universal"]
    command = [str(program), "pip", "compile", "-q", *options, "--python-version", "3.13"]
    subprocess.run([*command, "requirements.in", "-o", "requirements.txt"], cwd=ROOT, check=True)
    npm = [str(Path(sys.prefix, "bin", "npm")), "install", "--package-lock-only"]
    for folder in (ROOT, ROOT / "bench"):
        subprocess.run([*npm, "--ignore-scripts"], cwd=folder, check=True)


if __name__ == "__main__":
    main()
