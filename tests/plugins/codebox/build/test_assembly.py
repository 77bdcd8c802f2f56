"""The assembled runtime: whole, verified, cached, and the same each time."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

from pelican.plugins.codebox.build import AssemblyError, assemble, pack

CACHE = Path(__file__).parents[4] / ".cache" / "runtime"


class Offline:
    """A network that must not be used."""

    name = "nowhere"

    def read(self, file):
        raise AssertionError(f"asked for {file}")


def test_every_file_is_as_the_manifest_says(assembled):
    """Sums and sizes of all files, served and unpacked, agree with the manifest beside them."""
    target, runtime = assembled
    folder = target / runtime.folder
    found = json.loads((folder / "manifest.json").read_text())
    assert found == runtime.manifest
    for entry in found["files"].values():
        data = (folder / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
        assert len(data) == entry["bytes"]
        assert len(zstandard.decompress(data)) == entry["size"]
    served = {path.name for path in folder.iterdir()}
    assert served == {entry["file"] for entry in found["files"].values()} | {"manifest.json"}


def test_a_first_run_loads_less_than_plain_pyodide(assembled):
    """Pyodide with NumPy takes 8.5 MB before its first output; this takes 6."""
    _, runtime = assembled
    assert runtime.size == sum(
        runtime.manifest["files"][name]["bytes"] for name in runtime.manifest["first"]
    )
    assert runtime.size < 6_000_000


def test_core_files_are_pyodides_own(assembled, recipe):
    """What comes from npm is served unchanged."""
    target, runtime = assembled
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm"):
        entry = runtime.manifest["files"][name]
        served = zstandard.decompress((target / runtime.folder / entry["file"]).read_bytes())
        assert served == (recipe.core / name).read_bytes()


def test_all_linked_extensions_are_in_the_snapshot(assembled):
    """No extension module is loaded at the start that the snapshot has not imported."""
    _, runtime = assembled
    library = set(runtime.manifest["packs"]["library"]["modules"])
    assert "numpy.linalg.lapack_lite" in library
    assert "numpy._core._multiarray_umath" not in library
    assert "numpy.polynomial" in library


def test_a_project_needs_the_packs_that_it_imports(assembled):
    """Drawing needs Matplotlib; a rule needs nothing that is not there from the first."""
    needs = assembled[1].manifest["needs"]
    drawing = {module: packs for module, packs in needs.items() if "figures" in module}
    assert any("matplotlib" in packs for packs in drawing.values())
    assert "adamcore.rules" not in needs


def test_a_second_assembly_makes_nothing_and_asks_nobody(recipe, assembled):
    """With nothing changed no part is made anew, and no source is asked."""
    target, runtime = assembled
    told = []
    again = assemble(target, CACHE, recipe, told.append, places=[Offline()])
    assert again.folder == runtime.folder
    assert told == []


def test_rebuilding_needs_only_the_downloads(tmp_path, recipe, assembled):
    """From the cached downloads alone, the same files come out again, byte for byte."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "downloads").symlink_to(CACHE / "downloads")
    small = replace(recipe, later=(), projects=())
    runtime = assemble(tmp_path, tmp_path / "cache", small, places=[Offline()])
    files, before = runtime.manifest["files"], assembled[1].manifest["files"]
    assert {"native", "snapshot", "start", "library", "numpy.random"} <= set(files)
    assert {name: files[name]["sha256"] for name in files} == {
        name: before[name]["sha256"] for name in files
    }


@pytest.mark.usefixtures("assembled")
def test_files_come_as_a_package_that_nobody_waits_for(tmp_path, recipe):
    """What a program asks for by the package's name is there, and not part of a first run."""
    (tmp_path / "cache" / "built").mkdir(parents=True)
    for part in (CACHE / "built").iterdir():
        (tmp_path / "cache" / "built" / part.name).symlink_to(part)
    (tmp_path / "jam.txt").write_bytes(b"plum")
    kitchen = replace(recipe, data={"pantry": (tmp_path / "jam.txt",)})
    runtime = assemble(tmp_path, tmp_path / "cache", kitchen, places=[Offline()])
    entry = runtime.manifest["files"]["pantry"]
    served = zstandard.decompress((tmp_path / runtime.folder / entry["file"]).read_bytes())
    assert b"/pantry/jam.txt" in served
    assert served.endswith(b"plum")
    assert runtime.manifest["packs"]["pantry"]["modules"] == ["pantry"]
    assert "pantry" not in runtime.manifest["first"]


def test_a_missing_data_file_is_told_in_one_line(tmp_path, recipe):
    """The error names the file and the setting."""
    lost = replace(recipe, later=(), projects=(), data={"pantry": (tmp_path / "jam.txt",)})
    with pytest.raises(
        AssemblyError, match=r"jam\.txt: No such file or directory; see CODEBOX_DATA"
    ):
        assemble(tmp_path / "site", CACHE, lost, places=[Offline()])


def test_without_node_there_is_still_a_runtime(tmp_path, recipe, assembled, monkeypatch):
    """When no snapshot can be taken, the runtime starts plainly, and the build says so."""
    monkeypatch.setattr(pack, "LEVEL", 1)  # how small it gets is no part of this
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "downloads").symlink_to(CACHE / "downloads")
    told = []
    lame = replace(recipe, later=(), projects=(), node=str(tmp_path / "no-node"))
    runtime = assemble(tmp_path, tmp_path / "cache", lame, told.append)
    assert runtime.manifest["snapshot"] is False
    assert {"start", "library"} <= set(runtime.manifest["first"])
    assert any("no snapshot" in line and "no-node" in line for line in told)


def test_a_wheel_that_cannot_be_had_leaves_nothing(tmp_path, recipe):
    """The error names the source; neither cache nor site has anything half made."""

    class Dead:
        name = "the moon"

        def read(self, file):
            raise TimeoutError("timed out")

    with pytest.raises(AssemblyError, match="the moon: timed out"):
        assemble(tmp_path / "site", tmp_path / "cache", recipe, places=[Dead()])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
