"""A project's own wheel."""

import importlib.util
import marshal

import pytest

from pelican.plugins.codebox.build import project
from pelican.plugins.codebox.build.needs import imports
from pelican.plugins.codebox.build.recipe import AssemblyError
from pelican.plugins.codebox.build.wheels import read_wheel
from pelican.plugins.explorable.places import SourceError
from tests.plugins.codebox.build.projects import PYPROJECT

SITE = "/lib/python3.13/site-packages"


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
    files = read_wheel(project.build(small, tmp_path_factory.mktemp("wheel")), SITE)
    found = project.bytecode(files, recipe)
    assert f"{SITE}/small/draw.py" in files
    pyc = found[f"{SITE}/small/__pycache__/draw.{_tag()}.pyc"]
    assert pyc[:4] == importlib.util.MAGIC_NUMBER
    assert marshal.loads(pyc[16:]).co_filename == f"{SITE}/small/draw.py"


def _tag():
    return importlib.util.cache_from_source("x.py").split(".")[-2]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1\ndef f(:\n    pass\n", r"small/text\.py:2: invalid syntax"),
        ("x = (1,\n\ny = 2\n", r"small/text\.py:1: '\(' was never closed"),
        ("if True:\nx = 1\n", r"small/text\.py:2: expected an indented block"),
    ],
)
def test_a_module_that_does_not_parse_is_told_with_its_place(small, tmp_path_factory, text, told):
    """The author's own file and line, before anything is built."""
    (small / "small" / "text.py").write_text(text)
    with pytest.raises(SourceError, match=told):
        project.build(small, tmp_path_factory.mktemp("wheel"))


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


PARTS = {
    "small/__init__.py": "from .used import a\n",
    "small/plain.py": "",
    "small/used/__init__.py": "a = 1\n",
    "small/deep/__init__.py": "",
    "small/deep/er/__init__.py": "from small.used import a\n",
    "small/deep/table.txt": "1 2 3\n",
    "small/lazy/__init__.py": "",
    "small-1.0.dist-info/METADATA": "",
}


@pytest.mark.parametrize(
    ("line", "apart"),
    [
        ("", {"small.deep", "small.lazy"}),
        ("def late():\n    from .lazy import a\n", {"small.deep"}),
        ("import small.deep.er\n", {"small.lazy"}),
        ("from . import plain, lazy\n", {"small.deep"}),
    ],
)
def test_subpackages_that_their_package_does_not_import_come_apart(line, apart):
    """With all that is below them; what the package imports, if only in a function, comes along."""
    files = {f"{SITE}/{path}": text.encode() for path, text in PARTS.items()}
    files[f"{SITE}/small/plain.py"] = line.encode()
    files[f"{SITE}/small/__init__.py"] += b"from . import plain\n"
    packs = project.split("the-project", files, imports(files))
    assert set(packs) == {"the-project", *apart}
    assert {path: data for pack in packs.values() for path, data in pack.items()} == files
    for name in apart:
        below = f"{SITE}/{name.replace('.', '/')}/"
        assert set(packs[name]) == {path for path in files if path.startswith(below)}
