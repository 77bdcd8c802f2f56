"""A project's own wheel."""

import importlib.util
import marshal

import pytest

from pelican.plugins.codebox.build import project
from pelican.plugins.codebox.build.recipe import AssemblyError
from pelican.plugins.codebox.build.wheels import SITE, read_wheel
from tests.plugins.codebox.build.projects import PYPROJECT


@pytest.fixture
def small(tmp_path):
    """A project with a package, a module in it that draws, and a stray file beside it."""
    (tmp_path / "pyproject.toml").write_text(PYPROJECT.format(needs=""))
    package = tmp_path / "small"
    package.mkdir()
    (package / "__init__.py").write_text("import math\n")
    (package / "draw.py").write_text("from matplotlib.figure import Figure\nfrom . import text\n")
    (package / "text.py").write_text("import json\n")
    (tmp_path / "notes.txt").write_text("stray")
    return tmp_path


def test_the_wheel_is_the_same_each_time(small, tmp_path_factory):
    """Two builds give the same bytes under the same name."""
    one, two = (project.build(small, tmp_path_factory.mktemp("wheel")) for _ in range(2))
    assert (one.name, one.read_bytes()) == (two.name, two.read_bytes())


def test_readers_get_sources_and_bytecode(small, recipe, tmp_path_factory):
    """The sources stay, and bytecode lies in the cache folder where Python looks for it."""
    files = read_wheel(project.build(small, tmp_path_factory.mktemp("wheel")))
    found = project.bytecode(files, recipe)
    assert f"{SITE}/small/draw.py" in files
    pyc = found[f"{SITE}/small/__pycache__/draw.{_tag()}.pyc"]
    assert pyc[:4] == importlib.util.MAGIC_NUMBER
    assert marshal.loads(pyc[16:]).co_filename == f"{SITE}/small/draw.py"


def _tag():
    return importlib.util.cache_from_source("x.py").split(".")[-2]


def test_sources_are_what_the_wheel_is_made_of(small):
    """The files that decide about the wheel are its description and its packages."""
    names = [path.relative_to(small).as_posix() for path in project.sources(small)]
    assert names == ["pyproject.toml", "small/__init__.py", "small/draw.py", "small/text.py"]


def test_a_project_that_does_not_build_is_an_error(small):
    """One line names the project and says why."""
    (small / "pyproject.toml").write_text(
        PYPROJECT.format(needs="").replace('"1.0"', '"one point oh"')
    )
    with pytest.raises(AssemblyError, match="its wheel cannot be built") as caught:
        project.build(small, small / "dist")
    assert "\n" not in str(caught.value)
