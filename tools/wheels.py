"""Leaves in dist/ what can be installed: adamcore, as a wheel and an sdist, and the press's wheel.

In dist/pyodide/ is adamcore for pages with a Pyodide of their own: compiled, and in a lock.

python -m tools.wheels [--out dist]. The same sources give the same bytes. The wheel of the press
carries what a checkout has from npm: scripts and styles, bundled, and what pins Pyodide.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pelican.plugins.assets import bundle
from pelican.plugins.codebox import ENTRIES as CODEBOX
from pelican.plugins.codebox.build.core import PINNED, pin
from pelican.plugins.codebox.build.portable import LOCK, compiled, write_lock
from pelican.plugins.codebox.build.project import EPOCH
from pelican.plugins.codebox.build.recipe import AssemblyError, Recipe
from pelican.plugins.explorable.node import put_node_first
from pelican.plugins.explorable.pages import CARRIED
from pelican.plugins.figures.scripts import frame
from pelican.plugins.figures.wiring import ENTRIES as FIGURES
from pelican.plugins.figures.wiring import PAGE
from pelican.plugins.formulas import ENTRIES as FORMULAS
from pelican.plugins.names import ENTRIES as NAMES
from pelican.plugins.notices import npm_notice, text
from pelican.plugins.offline import ENTRIES as OFFLINE
from pelican.plugins.predict import ENTRIES as PREDICT
from pelican.plugins.references import ENTRIES as REFERENCES
from tools.build import ROOT

__all__ = ["main", "wheels"]

PRESS = ROOT / "plugins"
PYODIDE = "pyodide"
MODULES = ROOT / "node_modules"
BUNDLES = {
    "codebox": CODEBOX,
    "figures": {**FIGURES, **frame(PAGE)},
    "formulas": {**FORMULAS, "formulas-style": MODULES / "katex" / "dist" / "katex.min.css"},
    "names": NAMES,
    "offline": OFFLINE,
    "predict": PREDICT,
    "references": REFERENCES,
}
INTRODUCTION = "Scripts and styles in this folder carry the work of others."


def wheels(out: Path) -> list[Path]:
    """Builds all of them, each alone in a new folder, and returns the files put into ``out``."""
    with tempfile.TemporaryDirectory() as name:
        made, press = Path(name, "made"), Path(name, "press")
        _furnish(press)
        for project, kinds in {ROOT: ["--wheel", "--sdist"], press: ["--wheel"]}.items():
            command = [sys.executable, "-m", "build", "--no-isolation", *kinds, f"--outdir={made}"]
            _run([*command, str(project)], project)
        _for_pyodide(next(made.glob("adamcore-*.whl")), made / PYODIDE)
        files = sorted(path for path in made.rglob("*") if path.is_file())
        return [_moved(file, out / file.relative_to(made)) for file in files]


def _for_pyodide(wheel: Path, to: Path) -> None:
    recipe = Recipe(core=MODULES / "pyodide")
    portable = compiled(wheel, recipe, to)
    if portable is None:
        raise SystemExit("node: not found, adamcore for Pyodide needs it; run `make setup`")
    write_lock([portable], recipe, to / LOCK)


def _moved(file: Path, to: Path) -> Path:
    to.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.move(file, to))


def _furnish(press: Path) -> None:
    """A copy of the press, with what its wheel carries beside the sources."""
    shutil.copytree(PRESS, press, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "LICENSE", press / "LICENSE")
    pin(MODULES / "pyodide", press / PINNED.relative_to(PRESS))
    for plugin, entries in BUNDLES.items():
        folder = press / CARRIED.relative_to(PRESS) / plugin
        made = bundle(entries, folder, ROOT, str(MODULES / ".bin" / "esbuild"))
        made.keep(plugin, text([INTRODUCTION], [npm_notice(at) for at in made.packages]))


def _run(command: list[str], project: Path) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise SystemExit(f"{project / 'pyproject.toml'}: {lines[-1]}")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.wheels", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    put_node_first()
    try:
        made = wheels(parser.parse_args(argv).out)
    except AssemblyError as error:
        print(error, file=sys.stderr)
        return 1
    for file in made:
        print(f"{os.path.relpath(file)}  {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
