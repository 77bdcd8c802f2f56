"""The assembled runtime: whole, verified, cached, and the same each time."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

from pelican.plugins.codebox.build import AssemblyError, assemble, pack
from pelican.plugins.codebox.build.link import GLUE, WASM
from pelican.plugins.codebox.build.recipe import CORE
from pelican.plugins.codebox.build.sources import Folder, fetch
from pelican.plugins.explorable.files import is_sealed

ROOT = Path(__file__).parents[4]
CACHE = ROOT / ".cache" / "runtime"
PLUGINS = ROOT / "plugins" / "pelican"


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


def test_changed_files_are_told_with_their_sums(assembled, recipe):
    """The loader is npm's; for glue and module the manifest has the sums of both versions.

    The module is served in two parts: ``test_split.py`` holds them to its sum.
    """
    target, runtime = assembled
    changes = runtime.manifest["linked"]["files"]
    assert set(changes) == {GLUE, WASM}
    loader, glue, module = (_sha256((recipe.core / name).read_bytes()) for name in CORE)
    assert (changes[GLUE]["from"], changes[WASM]["from"]) == (glue, module)
    files = runtime.manifest["files"]
    served = (target / runtime.folder / files[name]["file"] for name in CORE[:2])
    sums = [_sha256(zstandard.decompress(file.read_bytes())) for file in served]
    assert sums == [loader, changes[GLUE]["to"]]


def _sha256(data):
    return hashlib.sha256(data).hexdigest()


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


def test_a_rule_comes_without_figures_and_experiments(assembled):
    """What a first program does not import is a pack of its own, which names what it needs."""
    _, runtime = assembled
    packs = runtime.manifest["packs"]
    assert "adamcore.rules" in packs["adamcore"]["modules"]
    for name in ("adamcore.figures", "adamcore.experiments"):
        assert packs[name]["needs"] == ["adamcore"]
        assert name in packs[name]["modules"]
        assert name not in packs["adamcore"]["modules"]
    drawing = runtime.manifest["needs"]["adamcore.figures.race"]
    assert {"matplotlib", "adamcore.experiments"} <= set(drawing)
    assert "adamcore.figures" not in drawing


def test_a_second_assembly_makes_nothing_and_asks_nobody(recipe, assembled):
    """With nothing changed no part is made anew, and no source is asked."""
    target, runtime = assembled
    told = []
    again = assemble(target, CACHE, recipe, told.append, places=[Offline()])
    assert again.folder == runtime.folder
    assert told == []


ELSEWHERE = """
import sys
from pathlib import Path
import pelican.plugins.codebox.build as build
assert build.__file__.startswith(sys.argv[1]), build.__file__
here = Path(sys.argv[1])
recipe = build.Recipe(core=Path(sys.argv[2]))
print(build.assemble(here / "site", here / "cache", recipe, places=[]).folder)
"""
ODD = {
    "HOME": "/nowhere", "USER": "somebody", "TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "7", "NODE_OPTIONS": "--stack-trace-limit=3",
}  # fmt: skip


def test_another_folder_and_another_user_make_the_same_bytes(tmp_path, recipe, assembled):
    """From the cached downloads alone: neither place, name, clock, language nor umask show."""
    here = tmp_path / "köpie of a site"
    shutil.copytree(PLUGINS, here / "pelican", ignore=shutil.ignore_patterns("__pycache__"))
    (here / "cache").mkdir()
    (here / "cache" / "downloads").symlink_to(CACHE / "downloads")
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(here), str(recipe.core)],
        env={**os.environ, **ODD, "PYTHONPATH": str(here)}, umask=0o077, cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = json.loads((here / "site" / done.stdout.strip() / "manifest.json").read_text())
    files, before = made["files"], assembled[1].manifest["files"]
    assert {"native", "snapshot", "start", "library", "numpy.random"} <= set(files)
    assert {name: files[name]["sha256"] for name in files} == {
        name: before[name]["sha256"] for name in files
    }


@pytest.mark.parametrize("file", ["adamcore.bin", "shelf.json", ".sums"])
def test_a_flipped_bit_in_a_kept_part_makes_it_anew(tmp_path, recipe, assembled, file):
    """In what is served, in what describes it, in the sums: a line tells of it."""
    (tmp_path / "built").mkdir()
    for part in (CACHE / "built").iterdir():
        own = (part / "adamcore.bin").exists()
        (shutil.copytree if own else os.symlink)(part, tmp_path / "built" / part.name)
    for path in (tmp_path / "built").glob(f"*/{file}"):
        if not path.parent.is_symlink():
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 4
            path.write_bytes(content)
    told = []
    again = assemble(tmp_path / "site", tmp_path, recipe, told.append, places=[Offline()])
    assert again.folder == assembled[1].folder
    assert any("damaged; it is made anew" in line for line in told)


def test_a_damaged_download_is_fetched_anew(tmp_path, recipe):
    """The lock's sum decides; a line tells of it."""
    package = recipe.package("numpy")
    (kept,) = (CACHE / "downloads").glob(f"{package.sha256[:16]}-*")
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / kept.name).write_bytes(kept.read_bytes()[:-1] + b"?")
    (tmp_path / "mirror").mkdir()
    (tmp_path / "mirror" / package.file).symlink_to(kept)
    told = []
    found = fetch(package, tmp_path, [Folder(tmp_path / "mirror")], told.append)
    assert found.read_bytes() == kept.read_bytes()
    assert told[0].endswith("damaged; it is fetched anew")


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
    """The error names the source; no site, and in the cache nothing that is half made."""

    class Dead:
        name = "the moon"

        def read(self, file):
            raise TimeoutError("timed out")

    with pytest.raises(AssemblyError, match="the moon: timed out"):
        assemble(tmp_path / "site", tmp_path / "cache", recipe, places=[Dead()])
    assert not (tmp_path / "site").exists()
    built = tmp_path / "cache" / "built"
    assert all(is_sealed(part) for part in built.glob("*"))
    assert not list(built.glob(".*"))
