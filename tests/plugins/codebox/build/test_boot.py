"""Starting Python from the assembled runtime, with the code that the browser starts it with."""

import json
import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from pelican.plugins.codebox.build import assemble

CACHE = Path(__file__).parents[4] / ".cache" / "runtime"
BOOT = Path(__file__).parents[1] / "engine" / "boot"


@pytest.fixture(scope="module")
def run(assembled, recipe):
    """Runs code in Node, in a Python started as asked; gives kind, wanted packs and the value."""
    target, runtime = assembled
    return partial(started, target / runtime.folder, recipe.core)


def started(folder, core, code, kind="snapshot", *browser):
    command = ["node", BOOT / "start.mjs", folder, core, kind, code, *browser]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    return json.loads(ran.stdout.splitlines()[-1])


NUMPY = """
import numpy as np
a = np.array([[2.0, 1.0], [1.0, 3.0]])
[np.linalg.solve(a, [3.0, 5.0]).round(3).tolist(), np.lib.stride_tricks.__name__]
"""


@pytest.mark.parametrize("kind", ["snapshot", "plain"])
def test_numpy_works(run, kind):
    """Linear algebra comes out right from both starts, and needs nothing more."""
    found = run(NUMPY, kind)
    assert found["kind"] == kind
    assert found["wanted"] == []
    assert found["value"] == "[[0.8, 1.4], 'numpy.lib.stride_tricks']"


@pytest.mark.parametrize("phone", ["iPhone", "iPad"])
def test_the_snapshot_fits_where_python_leaves_a_function_out(run, phone):
    """Pyodide does so by the name of the device, and notes in memory that it has."""
    found = run(NUMPY, "snapshot", phone)
    assert (found["kind"], found["value"]) == (
        "snapshot",
        "[[0.8, 1.4], 'numpy.lib.stride_tricks']",
    )


@pytest.mark.parametrize("kind", ["snapshot", "plain"])
def test_pyodide_unchanged_starts_too(tmp_path, recipe, kind):
    """A site that does not want it linked gets npm's files, with a snapshot of their own."""
    runtime = assemble(tmp_path, CACHE, replace(recipe, link=False))
    assert runtime.manifest["linked"] == {"files": {}}
    found = started(tmp_path / runtime.folder, recipe.core, NUMPY, kind)
    assert (found["kind"], found["value"]) == (kind, "[[0.8, 1.4], 'numpy.lib.stride_tricks']")


def test_both_starts_tell_the_same_place(run):
    """Nobody can tell by the path or the environment how Python was started."""
    code = "import codebox_reader.run, os, sys; [sys.path, sorted(os.environ.items()), sys.version]"
    assert run(code)["value"] == run(code, "plain")["value"]


@pytest.mark.parametrize("module", ["random", "numpy.random"])
def test_random_numbers_differ_from_start_to_start(run, module):
    """The state that the snapshot froze is not used."""
    code = f"import {module}; {module}.random()"
    assert run(code)["value"] != run(code)["value"]


def test_what_is_missing_is_named_and_works(run):
    """A module that is not in the snapshot names its pack, and is there with it."""
    code = "import csv, io; list(csv.reader(io.StringIO('a,b')))"
    assert run(code) == {"kind": "snapshot", "wanted": ["library"], "value": "[['a', 'b']]"}


def test_attributes_of_numpy_that_import_are_seen(run):
    """NumPy imports some of its modules when they are first used; the code need not import."""
    found = run("import numpy as np; np.polynomial.Polynomial([1, 2])(3)")
    assert (found["wanted"], float(found["value"])) == (["library"], 7.0)


@pytest.mark.parametrize(
    ("pack", "code", "value"),
    [
        (
            "numpy.random",
            "import numpy as np; round(np.random.default_rng(0).normal(), 4)",
            "0.1257",
        ),
        ("numpy.random", "from numpy.random import default_rng; default_rng(0).integers(9)", "7"),
        ("numpy.fft", "import numpy; numpy.fft.fft([1, 0]).real.tolist()", "[1.0, 1.0]"),
    ],
)
def test_parts_of_numpy_come_when_they_are_used(run, pack, code, value):
    """What NumPy imports only when it is used is loaded only then, and is complete by itself."""
    assert run(code) == {"kind": "snapshot", "wanted": [pack], "value": value}


def test_what_the_project_uses_of_numpy_comes_along(run):
    """A class of adamcore that draws random numbers brings them, deep as their use may be."""
    code = """
import numpy as np
import adamcore
problem = adamcore.Noisy(adamcore.ravine, sigma=0.1)
len(adamcore.trajectory(adamcore.SGD(lr=0.1), problem, steps=3).theta)
"""
    assert run(code)["wanted"] == ["adamcore", "numpy.random"]


def test_random_of_the_library_is_not_that_of_numpy(run):
    """Python's own random numbers need nothing more."""
    assert run("import random; random.random() < 1")["wanted"] == []


def test_matplotlib_draws(run):
    """A figure with a formula in it becomes SVG, and no font has to be looked for."""
    code = """
import io, logging
logging.basicConfig(level=logging.WARNING)
from matplotlib.figure import Figure
figure = Figure()
figure.add_subplot(title="$x^2$").plot([1, 2, 3])
target = io.StringIO()
figure.savefig(target, format="svg")
target.getvalue().count("<path")
"""
    found = run(code)
    assert found["wanted"] == ["library", "matplotlib"]
    assert int(found["value"]) > 10


def test_the_project_is_there_with_its_sources(run):
    """adamcore steps, and a reader may look at its source."""
    code = """
import inspect
import numpy as np
from adamcore import Adam
rule = Adam(lr=0.1)
theta = np.array([1.0])
theta, state = rule.step(theta, theta, rule.init(theta))
[theta.round(6).tolist(), "def step" in inspect.getsource(type(rule))]
"""
    found = run(code)
    assert found["wanted"] == ["adamcore"]
    assert found["value"] == "[[0.9], True]"


@pytest.mark.parametrize("kind", ["snapshot", "plain"])
def test_ctypes_finds_pythons_public_interface(run, kind):
    """No pack imports these functions; a reader may still call them."""
    code = """
import ctypes
api = ctypes.pythonapi
api.PyLong_FromUnicodeObject.restype = api.PyObject_Str.restype = ctypes.py_object
wrapped = ctypes.py_object
[api.PyLong_FromUnicodeObject(wrapped("2a"), 16), api.PyObject_Str(wrapped([1]))]
"""
    assert run(code, kind)["value"] == "[42, '[1]']"


@pytest.mark.parametrize(
    ("code", "packs"),
    [
        ("from adamcore import experiments; experiments.__name__", {"adamcore.experiments"}),
        ("import adamcore.practice as p; p.__name__", {"adamcore.practice"}),
        ("from adamcore.figures import race; race.__name__", {"adamcore.figures", "matplotlib"}),
    ],
)
def test_subpackages_of_a_project_come_when_they_are_imported(run, code, packs):
    """By whichever form of import, with all that they import themselves."""
    found = run(code)
    assert {"adamcore", *packs} <= set(found["wanted"])
    assert found["value"].startswith("adamcore.")
