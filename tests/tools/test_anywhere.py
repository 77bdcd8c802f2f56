"""The real commands work in a checkout of any name."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ["my päge's -copy", """-it's "100%" of $HOME, #1 [a] {b}; `x` \\n & *ü?=~"""]


def link(source: str, target: str) -> None:
    """Another name of the same file, as the venv alone has a gigabyte."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


@pytest.mark.parametrize("name", NAMES)
def test_make_html_and_plain_pelican_build_the_same_page_in_a_folder_named(name, tmp_path):
    """Set-up makes the copied venv its own; every asset that the page names is there."""
    clone = tmp_path / name
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    for folder in (".venv", "node_modules"):
        shutil.copytree(ROOT / folder, clone / folder, symlinks=True, copy_function=link)
    shutil.copytree(ROOT / ".cache", clone / ".cache", symlinks=True)
    bare = {"HOME": os.environ["HOME"], "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    made = subprocess.run(
        ["make", "-C", str(clone), "html"],
        env=bare | {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    page = (clone / "output" / "index.html").read_text("utf-8")
    assets = re.findall(r'(?:src|href)="(?:\./)?(assets/[^"#?]+)"', page)
    assert assets
    assert all((clone / "output" / asset).is_file() for asset in assets)
    other = tmp_path / "plain"
    plain = subprocess.run(
        [str(clone / ".venv/bin/pelican"), "-s", "pelicanconf.py", "-o", str(other)],
        cwd=clone, env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert plain.returncode == 0, plain.stdout + plain.stderr
    assert (other / "index.html").read_text("utf-8") == page
