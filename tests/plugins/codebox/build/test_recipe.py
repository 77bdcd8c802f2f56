"""What goes into a runtime, by Pyodide's lock."""

import json

import pytest

from pelican.plugins.codebox.build.recipe import AssemblyError, Recipe


@pytest.fixture
def core(tmp_path):
    """A folder like npm's, with a lock of four packages."""

    def entry(name, depends=()):
        return {
            "name": name,
            "file_name": f"{name}.whl",
            "sha256": "0" * 64,
            "imports": [name],
            "depends": list(depends),
        }

    packages = {
        "numpy": entry("numpy"),
        "plots": entry("plots", ["numpy", "fonts", "dates"]),
        "fonts": entry("fonts"),
        "dates": entry("dates", ["fonts"]),
    }
    info = {"python": "3.13.2"}
    (tmp_path / "pyodide-lock.json").write_text(json.dumps({"info": info, "packages": packages}))
    (tmp_path / "package.json").write_text(json.dumps({"version": "1.2.3"}))
    return tmp_path


def test_a_package_brings_what_it_depends_on(core):
    """The closure has each dependency once, without what is there from the first."""
    names = [package.name for package in Recipe(core=core).closure("plots")]
    assert names == ["dates", "fonts", "plots"]


def test_an_unknown_package_is_an_error(core):
    """The error names the package and the version that does not have it."""
    with pytest.raises(AssemblyError, match=r"Pyodide 1\.2\.3 has no package named scones"):
        Recipe(core=core).package("scones")


@pytest.mark.parametrize("version", ["3.13.2", "3.99.1"])
def test_files_lie_where_the_browsers_python_looks(core, version):
    """Whichever Python it is."""
    path = core / "pyodide-lock.json"
    path.write_text(path.read_text().replace("3.13.2", version))
    minor = version.rpartition(".")[0]
    assert Recipe(core=core).library == f"/lib/python{minor}"
    assert Recipe(core=core).site == f"/lib/python{minor}/site-packages"


def test_a_missing_lock_says_what_brings_it(tmp_path):
    """Without npm's package, the error says which command is missing."""
    with pytest.raises(AssemblyError, match="npm ci"):
        _ = Recipe(core=tmp_path / "none").lock
