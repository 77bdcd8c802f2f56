"""A trajectory is the same bit for bit under CPython and under Pyodide.

tests/theme/js/adamcore.test.js holds the JavaScript port to the same vectors.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pelican.plugins.codebox.build.recipe import Recipe
from pelican.plugins.codebox.build.sources import fetch, sources

pytestmark = pytest.mark.site

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NODE = shutil.which("node")


def printed(*command):
    """Return what a command prints."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


@pytest.fixture(scope="module")
def vectors():
    """The lines of vectors.py, as this Python computes them."""
    return printed(sys.executable, HERE / "vectors.py").splitlines()


@pytest.fixture(scope="module")
def pyodide(vectors):
    """The same lines, as Pyodide computes them with the NumPy of the reader's browser."""
    recipe = Recipe(core=ROOT / "node_modules" / "pyodide")
    cache = ROOT / ".cache" / "runtime"
    wheel = fetch(recipe.package("numpy"), cache, sources(recipe), lambda _: None)
    return printed(NODE, HERE / "pyodide.mjs", ROOT, wheel).splitlines()


def test_pyodide_computes_the_bits_of_cpython(vectors, pyodide):
    """Every rule and problem, in float64 and float32: theta, loss, gradient and state agree."""
    assert len(vectors) == len(pyodide)
    differing = [a[:200] for a, b in zip(vectors, pyodide, strict=True) if a != b]
    assert differing == []


def test_vectors_are_of_every_rule_and_precision(vectors):
    """The comparison covers the seven rules, surfaces and given gradients, in both precisions."""
    cases = [json.loads(line) for line in vectors[1:]]
    assert {c["rule"] for c in cases} == {
        "SGD", "Momentum", "AdaGrad", "RMSProp", "Adam", "AMSGrad", "AdamW"
    }  # fmt: skip
    assert {c["dtype"] for c in cases} == {"float64", "float32"}
    assert {next(iter(c["problem"])) for c in cases} == {"surface", "gradients"}
