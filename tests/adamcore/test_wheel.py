"""What `make wheels` leaves can be installed, typed and used by somebody who has nothing else."""

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import adamcore
from tools.wheels import wheels

pytestmark = pytest.mark.site

ROOT = Path(adamcore.__file__).parents[1]
OLDEST = "python3.11"

USER = """\
import numpy as np
from adamcore import Adam, AdamState, Hyper, Rate, Record, Rule, SGD, Surface, cosine, trajectory

rates: list[Rate] = [0.1, np.array([[0.1], [0.2]]), cosine(0.1, 0.0, 50), lambda t: 0.1 / t]
rules: list[Rule] = [SGD(lr=0.1), *(Adam(lr=rate, beta1=0.8) for rate in rates)]
bowl = Surface(lambda x: x @ x, lambda x: 2 * x, start=(3.0, 4.0))
records: list[Record] = [trajectory(rule, bowl, steps=50) for rule in rules]
state: AdamState = Adam().init(np.zeros(2))
width: Hyper = 1.0
print([record.loss.shape for record in records], state.t, width)
"""


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    """The folder dist/, made twice."""
    first, second = (tmp_path_factory.mktemp(name) for name in ("dist", "again"))
    wheels(first)
    wheels(second)
    return first, second


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def wheel(dist):
    return next(dist[0].glob("adamcore-*.whl"))


@pytest.fixture(scope="module")
def user(wheel, tmp_path_factory):
    """Python of an empty venv of the oldest version that the wheel is for, with the wheel alone."""
    if shutil.which(OLDEST) is None:
        pytest.skip(f"no {OLDEST} on this machine")
    folder = tmp_path_factory.mktemp("user")
    subprocess.run([OLDEST, "-m", "venv", str(folder)], check=True)
    python = str(folder / "bin" / "python")
    command = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", str(wheel)]
    subprocess.run(command, check=True)
    return python


def run(python, code, cwd, *options):
    command = [python, *options, "-c", code]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_same_sources_give_the_same_bytes(dist):
    """Wheels and sdist, whenever they are built."""
    sums = [{f.relative_to(d): sha256(f) for f in d.rglob("*") if f.is_file()} for d in dist]
    assert sums[0] == sums[1]
    assert len(sums[0]) == 5


def test_the_wheel_is_the_library_with_its_licence(wheel):
    """Types are marked; nothing of the site, and not the licence of its prose."""
    names = zipfile.ZipFile(wheel).namelist()
    assert "adamcore/py.typed" in names
    assert [n for n in names if "LICENSE" in n] == [
        next(n for n in names if n.endswith("/LICENSE"))
    ]
    assert {n.partition("/")[0].partition("-")[0] for n in names} == {"adamcore"}
    assert not any(n.endswith(".md") for n in names)


def test_the_sdist_is_the_library_alone(dist):
    """Neither tests nor site nor plugins."""
    with tarfile.open(next(dist[0].glob("adamcore-*.tar.gz"))) as archive:
        tops = {name.split("/")[1] for name in archive.getnames()}
    assert tops == {"adamcore", "pyproject.toml", "LICENSE", "PKG-INFO", ".gitignore"}


def test_version_and_metadata_agree(wheel):
    """__version__, the wheel's name, its README and the Python that it asks for."""
    archive = zipfile.ZipFile(wheel)
    metadata = archive.read(next(n for n in archive.namelist() if n.endswith("METADATA"))).decode()
    assert f"\nVersion: {adamcore.__version__}\n" in metadata
    assert f"\nRequires-Python: >={OLDEST.removeprefix('python')}\n" in metadata
    assert "# adamcore" in metadata
    assert re.search(r"^Provides-Extra: digits$", metadata, re.MULTILINE)
    assert re.search(r"^Requires-Dist: scikit-learn.*digits", metadata, re.MULTILINE)
    assert wheel.name in (ROOT / "adamcore" / "README.md").read_text()


def test_a_ten_line_program_runs_and_is_typed(user, tmp_path):
    """On the oldest Python, and under mypy's strict eyes."""
    (tmp_path / "program.py").write_text(USER)
    ran = subprocess.run([user, "program.py"], cwd=tmp_path, capture_output=True, text=True,
                         check=False)  # fmt: skip
    assert ran.stdout.startswith("[(51,), (51,), (51, 2)"), ran.stderr
    command = ["mypy", "--strict", "--python-executable", user, "program.py"]
    typed = subprocess.run([sys.executable, "-m", *command], cwd=tmp_path, capture_output=True,
                           text=True, check=False)  # fmt: skip
    assert typed.returncode == 0, typed.stdout


def test_the_oldest_python_computes_the_same_bits(user):
    """Every rule and problem, in both precisions."""
    vectors = str(Path(__file__).with_name("vectors.py"))
    there, here = (subprocess.run([python, vectors], capture_output=True, text=True, check=True)
                   for python in (user, sys.executable))  # fmt: skip
    assert there.stdout.splitlines()[1:] == here.stdout.splitlines()[1:]


def test_all_modules_of_the_library_import_there(user, tmp_path):
    """Those of the experiments, too; figures need their extra."""
    code = (
        "import adamcore, importlib, pkgutil;"
        "found = [m.name for m in pkgutil.walk_packages(adamcore.__path__, 'adamcore.')];"
        "[importlib.import_module(n) for n in found if '.figures' not in n]; print(len(found))"
    )
    ran = run(user, code, tmp_path, "-W", "error")
    assert int(ran.stdout) > 30, ran.stderr
