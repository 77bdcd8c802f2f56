"""adamcore for any Pyodide: a compiled wheel in a lock, which a page of one's own loads."""

import ast
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

import adamcore
from pelican.plugins.codebox.build.recipe import Recipe
from pelican.plugins.codebox.build.sources import fetch, sources

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
IMPLEMENTATION = ROOT / "content" / "adam-optimizer" / "8-adam-implementation.md"


@pytest.fixture(scope="module")
def recipe():
    return Recipe(core=ROOT / "node_modules" / "pyodide")


@pytest.fixture(scope="module")
def lock(built_site):
    return built_site / "wheels" / "pyodide-lock.json"


def test_plain_pyodide_takes_a_step(lock, recipe, tmp_path):
    """Under Node, through the published lock: NumPy comes with it, and bytecode is ready."""
    for file in lock.parent.iterdir():
        shutil.copy(file, tmp_path)
    content = json.loads(lock.read_text())
    numpy = content["packages"]["numpy"]
    assert numpy["file_name"].startswith(f"https://cdn.jsdelivr.net/pyodide/v{recipe.version}/")
    # The same wheel, from this machine: tests ask no other host.
    cache = ROOT / ".cache" / "runtime"
    wheel = fetch(recipe.package("numpy"), cache, sources(recipe), lambda _: None)
    shutil.copy(wheel, tmp_path / "numpy.whl")
    numpy["file_name"] = "numpy.whl"
    (tmp_path / lock.name).write_text(json.dumps(content))
    ran = subprocess.run(
        ["node", str(HERE / "lock.mjs"), str(tmp_path / lock.name)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    theta, version, cached, file = ast.literal_eval(ran.stdout)
    assert theta == pytest.approx(0.5, abs=1e-8)
    assert version == adamcore.__version__
    assert cached.endswith("adamcore/__pycache__/adam.cpython-313.pyc")
    assert file.endswith("adamcore/adam.py")


def test_the_lock_has_all_that_pyodide_has(lock, recipe):
    """A page that takes it loses nothing; sums are Pyodide's own, and adamcore lies beside it."""
    packages = json.loads(lock.read_text())["packages"]
    assert packages.keys() - {"adamcore"} == recipe.lock["packages"].keys()
    assert all(packages[name]["sha256"] == entry["sha256"]
               for name, entry in recipe.lock["packages"].items())  # fmt: skip
    assert packages["adamcore"]["depends"] == ["numpy"]
    assert (lock.parent / packages["adamcore"]["file_name"]).is_file()


def test_the_page_offers_it_with_the_line_that_loads_it(lock):
    """By the names that the build gives it."""
    text = IMPLEMENTATION.read_text("utf-8")
    portable = json.loads(lock.read_text())["packages"]["adamcore"]["file_name"]
    assert f"(wheels/{portable})" in text
    assert "(wheels/pyodide-lock.json)" in text
    assert "loadPyodide({ lockFileURL })" in text
    assert 'loadPackage("adamcore")' in text


def test_its_record_names_every_file_with_its_sum(lock):
    """As installers check it; the tag in its name is the one inside."""
    (path,) = lock.parent.glob("adamcore-*-py313-none-any.whl")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        record = next(name for name in names if name.endswith("/RECORD"))
        lines = archive.read(record).decode().splitlines()
        about = archive.read(record.replace("RECORD", "WHEEL")).decode()
    assert {line.split(",")[0] for line in lines} == names
    assert "\nTag: py313-none-any\n" in about
