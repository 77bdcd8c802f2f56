"""What a project's modules need, found without running them."""

import pytest

from pelican.plugins.codebox.build.needs import imports, uses

SITE = "/lib/python3.13/site-packages"

FILES = {
    "small/__init__.py": "import math\nfrom .noise import Noisy\nfrom .plain import Plain, both\n",
    "small/draw.py": "from matplotlib.figure import Figure\nfrom . import text\n",
    "small/text.py": "import json\n",
    "small/noise.py": (
        "import numpy as np\n"
        "def generator():\n    return np.random.default_rng(0)\n"
        "class Noisy:\n    def draw(self):\n        return generator().normal()\n"
    ),
    "small/plain.py": (
        "import numpy as np\nfrom . import noise\n"
        "class Plain:\n    def draw(self, random):\n        return np.zeros(3)\n"
        "def both():\n    return Plain(), noise.Noisy()\n"
    ),
}


@pytest.fixture
def files():
    """A package of five modules."""
    return {f"{SITE}/{path}": source.encode() for path, source in FILES.items()}


def test_imports_go_through_the_package(files):
    """A module needs what it imports, what its siblings import for it, and what its parents do."""
    found = imports(files)
    assert {"matplotlib.figure", "json", "math"} <= found["small.draw"]
    assert "matplotlib.figure" not in found["small"]


@pytest.mark.parametrize(
    ("source", "used"),
    [
        ("def f(rng: np.random.Generator): ...", True),
        ("from __future__ import annotations\ndef f(rng: np.random.Generator): ...", False),
        ("def f():\n    return np.random", False),
        ("def f(rng=np.random.default_rng(0)): ...", True),
        ("class C:\n    rng: int = np.random.BitGenerator", True),
        ("class C:\n    def f(self):\n        return np.random", False),
    ],
)
def test_what_runs_at_import_is_needed_for_it(source, used):
    """Annotations, defaults and bodies of classes run at import; bodies of functions do not."""
    first, *rest = source.split("\n")
    lines = (
        [first, "import numpy as np", *rest]
        if "__future__" in first
        else ["import numpy as np", source]
    )
    found = imports({f"{SITE}/one.py": "\n".join(lines).encode()})
    assert ("numpy.random" in found["one"]) is used


@pytest.mark.parametrize(
    ("name", "used"), [("generator", True), ("Noisy", True), ("both", True), ("Plain", False)]
)
def test_a_use_is_found_through_what_is_named(files, name, used):
    """Whoever uses `np.random`, or names somebody who does, is found; others are not."""
    assert ("numpy.random" in uses(files).get(name, ())) is used


def test_uses_can_be_asked_for_some_modules_alone(files):
    """What they use through others still counts."""
    assert set(uses(files, of=["small.plain"])) == {"Plain", "both"}
    assert uses(files, of=["small.text"]) == {}
