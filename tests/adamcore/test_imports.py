"""adamcore needs NumPy alone, and stands on its own as a wheel."""

import ast
import doctest
import os
import subprocess
import sys
from pathlib import Path

import pytest

import adamcore

ROOT = Path(adamcore.__file__).parent
MODULES = sorted(p for p in ROOT.rglob("*.py") if "figures" not in p.relative_to(ROOT).parts)


def imported(path):
    """Return the top-level names of the modules that a file imports, relative ones apart."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=[str(p.relative_to(ROOT)) for p in MODULES])
def test_module_imports_numpy_alone(path):
    """Beside the standard library and adamcore itself, only NumPy is imported, at any depth."""
    assert set(imported(path)) <= {"numpy", "adamcore", *sys.stdlib_module_names}


def test_public_names_exist_once_and_are_all_listed():
    """__all__ names what the package offers, without a private or a missing name."""
    assert len(set(adamcore.__all__)) == len(adamcore.__all__)
    assert all(hasattr(adamcore, name) and not name.startswith("_") for name in adamcore.__all__)


def test_example_of_the_package_is_true():
    """The example in the package's docstring prints what it says."""
    tried = doctest.testmod(adamcore)
    assert (tried.failed, tried.attempted > 0) == (0, True)


def test_wheel_builds_and_runs_on_its_own(tmp_path):
    """The wheel, unpacked away from the sources, is imported and runs with NumPy alone."""
    run = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    built = subprocess.run([*run, str(ROOT.parent)], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("adamcore-*-py3-none-any.whl")
    site = tmp_path / "site"
    install = ["pip", "install", "--no-deps", "--no-index", "--target", str(site), str(wheel)]
    subprocess.run([sys.executable, "-m", *install], check=True, capture_output=True)
    code = (
        "import adamcore, sys; from adamcore import *;"
        "record = trajectory(Adam(lr=0.1), rosenbrock, steps=3);"
        "assert 'matplotlib' not in sys.modules;"
        "print(adamcore.__file__, record.theta.shape)"
    )
    environment = {**os.environ, "PYTHONPATH": str(site)}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split(maxsplit=1) == [str(site / "adamcore" / "__init__.py"), "(4, 2)\n"]
