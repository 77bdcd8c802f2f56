"""Leaves in dist/ what can be installed: adamcore, as a wheel and an sdist, and the press's wheel.

python -m tools.wheels [--out dist]. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.build import ROOT

__all__ = ["main", "wheels"]

# Any fixed time will do; zip archives know none before 1980.
EPOCH = "315532800"
PROJECTS = {ROOT: ["--wheel", "--sdist"], ROOT / "plugins": ["--wheel"]}


def wheels(out: Path) -> list[Path]:
    """Builds all of them, each alone in a new folder, and returns the files put into ``out``."""
    with tempfile.TemporaryDirectory() as name:
        for project, kinds in PROJECTS.items():
            command = [sys.executable, "-m", "build", "--no-isolation", *kinds, f"--outdir={name}"]
            _run([*command, str(project)], project)
        out.mkdir(parents=True, exist_ok=True)
        return [Path(shutil.move(file, out / file.name)) for file in sorted(Path(name).iterdir())]


def _run(command: list[str], project: Path) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise SystemExit(f"{project / 'pyproject.toml'}: {lines[-1]}")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.wheels", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    for file in wheels(parser.parse_args(argv).out):
        print(f"{os.path.relpath(file)}  {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
