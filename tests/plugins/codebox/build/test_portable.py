"""A project's wheel for pages with a Pyodide of their own."""

import importlib.util
import json
import marshal
import zipfile
from dataclasses import replace
from importlib import metadata

import pytest

from pelican.plugins.codebox.build import portable, project
from pelican.plugins.codebox.build.recipe import AssemblyError
from tests.plugins.codebox.build.projects import PYPROJECT

CACHED = "small/__pycache__/part.cpython-313.pyc"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of a project of two modules."""
    return built(tmp_path_factory.mktemp("project"))


def built(at, text="def f():\n    return 7\n", needs='"numpy"'):
    (at / "pyproject.toml").write_text(PYPROJECT.format(needs=needs))
    (at / "small").mkdir()
    (at / "small" / "__init__.py").write_text("from .part import f\n")
    (at / "small" / "part.py").write_text(text)
    return project.build(at, at / "dist")


@pytest.fixture(scope="module")
def compiled(wheel, recipe, tmp_path_factory):
    return portable.compiled(wheel, recipe, tmp_path_factory.mktemp("compiled"))


def read(wheel, name):
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(name)


def test_bytecode_lies_beside_the_sources(compiled, wheel):
    """Python takes it unchecked, and a traceback still shows lines."""
    code = read(compiled, CACHED)
    assert code[:4] == importlib.util.MAGIC_NUMBER
    assert code[4:8] == b"\1\0\0\0"
    assert marshal.loads(code[16:]).co_filename == "small/part.py"
    assert read(compiled, "small/part.py") == read(wheel, "small/part.py")


def test_the_same_wheel_gives_the_same_bytes(compiled, wheel, recipe, tmp_path):
    """Whenever and wherever it is compiled."""
    again = portable.compiled(wheel, recipe, tmp_path)
    assert (again.name, again.read_bytes()) == (compiled.name, compiled.read_bytes())


def test_without_pyodide_build_another_compiler_serves(wheel, recipe, tmp_path, monkeypatch):
    """The press asks for no more than it must; the wheel has the same files."""

    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(portable.metadata, "distribution", missing)
    other = portable.compiled(wheel, recipe, tmp_path)
    assert read(other, CACHED)[:8] == importlib.util.MAGIC_NUMBER + b"\1\0\0\0"


def test_a_wheel_of_a_machine_has_no_like(wheel, recipe, tmp_path):
    """What was compiled for this machine runs in no browser."""
    other = tmp_path / wheel.name.replace("none-any", "cp313-linux_x86_64")
    other.write_bytes(wheel.read_bytes())
    assert portable.compiled(other, recipe, tmp_path / "compiled") is None


def test_without_node_there_is_none(wheel, recipe, tmp_path):
    """And the site does with the sources."""
    assert portable.compiled(wheel, replace(recipe, node="no-such-node"), tmp_path) is None


def test_a_module_that_does_not_parse_is_named(wheel, recipe, tmp_path):
    """With the compiler's word, in one line; the host's Python may have taken it."""
    newer = tmp_path / wheel.name
    with zipfile.ZipFile(wheel) as good, zipfile.ZipFile(newer, "w") as damaged:
        for name in good.namelist():
            damaged.writestr(name, "def f(:\n" if name == "small/part.py" else good.read(name))
    with pytest.raises(AssemblyError, match=r"^small-1\.0-.*\.whl: .*(SyntaxError|PyCompileError)"):
        portable.compiled(newer, recipe, tmp_path / "compiled")


def test_a_lock_has_the_wheel_beside_pyodides_own(compiled, recipe, tmp_path):
    """What it depends on is found there; nothing of Pyodide's is missing."""
    portable.write_lock([compiled], recipe, tmp_path / portable.LOCK)
    packages = json.loads((tmp_path / portable.LOCK).read_text())["packages"]
    assert packages["small"]["file_name"] == compiled.name
    assert packages["small"]["depends"] == ["numpy"]
    assert packages["numpy"]["file_name"].startswith("https://")


def test_what_pyodide_does_not_have_is_told_in_one_line(recipe, tmp_path):
    """A dependency that no reader's page could load."""
    wheel = built(tmp_path, needs='"no-such-package-of-pyodide"')
    made = portable.compiled(wheel, recipe, tmp_path / "compiled")
    with pytest.raises(AssemblyError, match="no-such-package-of-pyodide") as error:
        portable.write_lock([made], recipe, tmp_path / portable.LOCK)
    assert "\n" not in str(error.value)
