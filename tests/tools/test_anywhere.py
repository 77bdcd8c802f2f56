"""The real commands work in a checkout of any name, and make the same bytes in all of them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard

from tests.tools.checkout import ROOT, furnish

pytestmark = pytest.mark.site

NAMES = ["my päge's -copy", """-it's "100%" of $HOME, #1 [a] {b}; `x` \\n & *ü?=~"""]
BARE = {"HOME": os.environ["HOME"], "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
ODD = {"TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}


def cloned(folder: Path) -> Path:
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    furnish(folder)
    shutil.copytree(ROOT / ".cache", folder / ".cache", symlinks=True)
    return folder


@pytest.fixture(scope="module")
def clones(tmp_path_factory):
    """Checkouts under odd names, built by `make html`, the second in an odd environment."""
    found = []
    for name, more, umask in zip(NAMES, ({}, ODD), (0o022, 0o077), strict=True):
        clone = cloned(tmp_path_factory.mktemp("somewhere") / name)
        path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
        made = subprocess.run(
            ["make", "-C", str(clone), "html"], env=BARE | {"PATH": path} | more, umask=umask,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stdout + made.stderr
        found.append(clone)
    return found


def published(clone: Path) -> dict[str, bytes]:
    files = [path for path in (clone / "output").rglob("*") if path.is_file()]
    return {str(path.relative_to(clone / "output")): path.read_bytes() for path in files}


def test_every_asset_that_the_page_names_is_there(clones):
    """The set-up makes a copied venv its own."""
    for clone in clones:
        page = (clone / "output" / "index.html").read_text("utf-8")
        assets = re.findall(r'(?:src|href)="(?:\./)?(assets/[^"#?]+)"', page)
        assert assets
        assert all((clone / "output" / asset).is_file() for asset in assets)


def test_two_folders_make_the_same_bytes(clones):
    """Neither the folder, nor clock, language, hash seed and umask of its user leave a mark."""
    one, other = map(published, clones)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_no_published_file_names_the_folder(clones):
    """Nor the one from which the caches came; packed files are looked into."""
    names = [os.fsencode(path) for path in (*clones, ROOT, ROOT / ".venv")]
    for clone in clones:
        for file, data in published(clone).items():
            packed = file.endswith(".bin")
            text = zstandard.decompress(data) if packed else data
            assert not any(name in text for name in names), file


def test_plain_pelican_builds_the_same_page(clones, tmp_path):
    """Settings import nothing that make must first put on a path."""
    clone = clones[0]
    plain = subprocess.run(
        [str(clone / ".venv/bin/pelican"), "-s", "pelicanconf.py", "-o", str(tmp_path / "plain")],
        cwd=clone, env=BARE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert plain.returncode == 0, plain.stdout + plain.stderr
    page = (tmp_path / "plain" / "index.html").read_text("utf-8")
    assert page == (clone / "output" / "index.html").read_text("utf-8")
