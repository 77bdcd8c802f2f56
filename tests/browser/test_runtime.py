"""Starting Python in a real browser, from a static host, under the policy that the pages have."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import zstandard

from pelican.plugins.codebox.build import Recipe, assemble
from tests.browser.codebox.drivers import available, play
from tools.server import serving

PAGES = Path(__file__).parent / "runtime"
ROOT = Path(__file__).parents[2]
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; "
    "worker-src 'self' blob:; connect-src 'self' data:"
)
PAGE = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Boot</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<script type="module" src="page.js"></script></html>"""
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
VALUE = "[0.   0.25 0.5  0.75 1.  ]"


@pytest.fixture
def site(tmp_path):
    """A folder with the page and a runtime of its own, which a test may damage."""
    recipe = Recipe(core=ROOT / "node_modules" / "pyodide", projects=(ROOT,))
    runtime = assemble(tmp_path, ROOT / ".cache" / "runtime", recipe)
    (tmp_path / runtime.folder).rename(tmp_path / "assembled")
    shutil.rmtree(tmp_path / "runtime")
    (tmp_path / "assembled").rename(tmp_path / "runtime")
    (tmp_path / "index.html").write_text(PAGE)
    for name in ("page", "worker"):
        esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
        options = ["--bundle", "--format=esm", "--log-level=error"]
        out = f"--outfile={tmp_path / name}.js"
        subprocess.run([esbuild, PAGES / f"{name}.js", *options, out], check=True)
    return tmp_path


@pytest.fixture
def address(site):
    """The site's address, on a static host without headers of its own."""
    with serving(site) as address:
        yield f"{address}/"


@pytest.mark.parametrize("browser", available())
def test_the_snapshot_of_node_starts_in_every_browser(address, chromium, browser):
    """What Node has stored unfolds in other engines too, and NumPy computes."""
    assert play(browser, address, chromium) == {"kind": "snapshot", "value": VALUE}


def test_the_snapshot_starts_on_a_phone_of_apple_s_too(address, chromium):
    """Pyodide knows these by their name, and does without one of Python's functions there."""
    context = chromium.new_context(user_agent=IPHONE)
    found = play("chromium", address, context)
    context.close()
    assert found == {"kind": "snapshot", "value": VALUE}


def test_a_snapshot_that_does_not_fit_gives_way_to_a_plain_start(address, chromium, site):
    """If its checksum disagrees, Python starts without it, and the reason is told."""
    path = site / "runtime" / "snapshot.bin"
    image = zstandard.decompress(path.read_bytes())
    other = re.sub(rb'(?<="checksum":)\d', lambda digit: b"2" if digit[0] == b"1" else b"1", image)
    path.write_bytes(zstandard.compress(other, 1))
    found = play("chromium", address, chromium)
    assert (found["kind"], found["value"]) == ("plain", VALUE)
    assert "other data" in found["reason"]


def test_a_cut_file_is_told_by_its_name(address, chromium, site):
    """A file that ends too early is no runtime; the page learns which one it is."""
    path = site / "runtime" / "native.bin"
    path.write_bytes(path.read_bytes()[:-1000])
    assert play("chromium", address, chromium) == {
        "name": "BootError",
        "kind": "corrupt",
        "file": "native",
    }


def test_a_missing_file_is_told_by_its_name(address, chromium, site):
    """A file that the host does not have is told of."""
    (site / "runtime" / "snapshot.bin").unlink()
    assert play("chromium", address, chromium) == {
        "name": "BootError",
        "kind": "status",
        "file": "snapshot.bin",
    }
