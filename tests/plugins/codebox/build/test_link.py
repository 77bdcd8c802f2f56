"""Pyodide's module is linked for the packages of a site, and for nothing that is not Pyodide's."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from pelican.plugins.codebox.build import AssemblyError
from pelican.plugins.codebox.build.link import GLUE, WASM, link, notice, world

ROOT = Path(__file__).parents[4]
DOWNLOADS = ROOT / ".cache" / "runtime" / "downloads"


def wheel(name):
    """The files of a wheel of this Pyodide, not of a later one that a bump left beside it."""
    locked = json.loads((ROOT / "node_modules" / "pyodide" / "pyodide-lock.json").read_text())
    wanted = locked["packages"][name]["sha256"]
    (path,) = DOWNLOADS.glob(f"{wanted[:16]}-*.whl")
    with ZipFile(path) as archive:
        return {member: archive.read(member) for member in archive.namelist()}


@pytest.fixture
def linked(tmp_path, recipe, assembled):  # the wheels are there once a runtime is
    """Links for some files; gives what is told of it, the folder and the report."""

    def linked(files, recipe=recipe):
        told = []
        link(tmp_path, recipe, world([files]), told.append)
        return json.loads((tmp_path / "linked.json").read_text()), tmp_path, told

    return linked


@pytest.fixture
def copied(tmp_path_factory, recipe):
    """A recipe whose core a test may damage."""
    core = tmp_path_factory.mktemp("npm") / "pyodide"
    shutil.copytree(recipe.core, core)
    return replace(recipe, core=core, modules=recipe.core.parent)


def test_a_package_more_is_linked_for_by_itself(linked):
    """What its extension modules import is left in, what nobody imports is not."""
    few, folder, _ = linked(wheel("kiwisolver"))
    small = (folder / WASM).stat().st_size
    more, _, _ = linked(wheel("kiwisolver") | wheel("numpy"))
    assert few["exports"][1] < more["exports"][1] < more["exports"][0] / 4
    assert small < (folder / WASM).stat().st_size


def test_python_that_names_a_function_of_the_module_keeps_it(linked):
    """ctypes finds functions by strings, which no list of imports has."""
    code = b"import ctypes\nctypes.pythonapi._PyImport_ClearExtension()\n"
    _, folder, _ = linked({})
    assert b"_PyImport_ClearExtension" not in (folder / WASM).read_bytes()
    linked({"package/locks.py": code})
    assert b"_PyImport_ClearExtension" in (folder / WASM).read_bytes()


def test_a_setting_serves_pyodide_unchanged(linked, recipe):
    """Nothing is told of changes then, in the manifest or in the notices."""
    facts, folder, told = linked({}, replace(recipe, link=False))
    assert (facts, told) == ({"files": {}}, [])
    assert notice(recipe, facts) == ""
    for name in (GLUE, WASM):
        assert (folder / name).read_bytes() == (recipe.core / name).read_bytes()


@pytest.mark.parametrize("name", [GLUE, WASM])
def test_a_file_that_is_not_pyodides_is_not_changed(linked, copied, name):
    """A flipped bit ends the build with the file's name, and what brings it anew."""
    content = bytearray((copied.core / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copied.core / name).write_bytes(content)
    with pytest.raises(AssemblyError, match=rf"{name}: not what Pyodide .* has; `npm ci`"):
        linked({}, copied)


def test_without_binaryen_pyodide_is_served_as_it_is(linked, recipe, tmp_path):
    """A site that has installed the press alone works, and is told what would make it faster."""
    facts, _, told = linked({}, replace(recipe, modules=tmp_path / "none"))
    assert facts["files"] == {}
    assert told == [
        "Pyodide is served as it is: `npm install acorn acorn-walk binaryen` would make it smaller"
    ]


def test_a_version_without_sums_is_served_as_it_is(linked, copied):
    """It cannot be known what the files should be."""
    package = copied.core / "package.json"
    package.write_text(package.read_text().replace(copied.version, "0.0.1"))
    facts, _, told = linked({}, copied)
    assert facts["files"] == {}
    assert "sums of its version 0.0.1" in told[0]


def test_an_extension_with_javascript_of_its_own_keeps_pyodide_whole(linked):
    """Such code could use anything that the glue has."""
    # (module (memory (export "__em_js__shout") 0))
    shout = b"\0asm\1\0\0\0\5\3\1\0\0\7\22\1\16__em_js__shout\2\0"
    facts, _, told = linked({"package/shout.so": shout})
    assert facts["files"] == {}
    assert "package/shout.so has JavaScript of its own" in told[-1]


def test_the_notice_says_what_was_changed_and_where_the_sources_are(assembled, recipe):
    """As the MPL asks: both files, by what program, the unchanged files, and the sources."""
    text = assembled[1].notice
    assert f"Pyodide {recipe.version} is changed here (MPL-2.0)" in text
    for part in (GLUE, WASM, "wasm-metadce", "github.com/pyodide/pyodide", "npmjs.com"):
        assert part in text
