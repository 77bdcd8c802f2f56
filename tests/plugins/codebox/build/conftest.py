"""The runtime that the site has, from the same cache that the build fills."""

from pathlib import Path

import pytest

from pelican.plugins.codebox.build import Recipe, assemble

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="session")
def recipe():
    """The recipe of pelicanconf.py."""
    return Recipe(core=ROOT / "node_modules" / "pyodide", projects=(ROOT,))


@pytest.fixture(scope="session")
def assembled(tmp_path_factory, recipe):
    """A folder with the assembled runtime in it, and what `assemble` said of it."""
    target = tmp_path_factory.mktemp("site")
    return target, assemble(target, ROOT / ".cache" / "runtime", recipe)
