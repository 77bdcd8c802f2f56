"""Starting Python in a real browser, from a static host, under the policy that the pages have."""

import gzip
import re
import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tools.browser import FLAGS, find

pytestmark = pytest.mark.browser

BOOT = Path(__file__).parent / "boot"
ROOT = Path(__file__).parents[4]
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; "
    "worker-src 'self' blob:; connect-src 'self'"
)
PAGE = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Boot</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<script type="module" src="page.js"></script></html>"""
NUMPY = "import numpy as np; str(np.linspace(0, 1, 5))"


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(tmp_path, assembled):
    """A folder with the page and a runtime of its own, which a test may damage."""
    target, runtime = assembled
    shutil.copytree(target / runtime.folder, tmp_path / "runtime")
    (tmp_path / "index.html").write_text(PAGE)
    for name in ("page", "worker"):
        esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
        options = ["--bundle", "--format=esm", "--log-level=error"]
        out = f"--outfile={tmp_path / name}.js"
        subprocess.run([esbuild, BOOT / f"{name}.js", *options, out], check=True)
    return tmp_path


@pytest.fixture
def run(browser, site):
    """Runs code in a page of the site, and gives what the page tells."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    yield lambda code: page.evaluate("code => run(code)", code)
    page.close()
    server.shutdown()
    server.server_close()


def test_the_snapshot_of_node_starts_in_the_browser(run):
    """What Node has stored unfolds in Chromium, and NumPy computes."""
    assert run(NUMPY) == {"kind": "snapshot", "reason": None, "value": "[0.   0.25 0.5  0.75 1.  ]"}


def test_a_snapshot_that_does_not_fit_gives_way_to_a_plain_start(run, site):
    """If its checksum disagrees, Python starts without it, and the reason is told."""
    path = site / "runtime" / "snapshot.bin"
    image = gzip.decompress(path.read_bytes())
    other = re.sub(rb'(?<="checksum":)\d', lambda digit: b"2" if digit[0] == b"1" else b"1", image)
    path.write_bytes(gzip.compress(other, 1))
    found = run(NUMPY)
    assert found["kind"] == "plain"
    assert found["value"] == "[0.   0.25 0.5  0.75 1.  ]"
    assert "other data" in found["reason"]


def test_a_cut_file_is_told_by_its_name(run, site):
    """A file that ends too early is no runtime; the page learns which one it is."""
    path = site / "runtime" / "native.bin"
    path.write_bytes(path.read_bytes()[:-1000])
    assert run(NUMPY) == {"name": "BootError", "kind": "corrupt", "file": "native"}


def test_a_missing_file_is_told_by_its_name(run, site):
    """A file that the host does not have is told of."""
    (site / "runtime" / "snapshot.bin").unlink()
    assert run(NUMPY) == {"name": "BootError", "kind": "status", "file": "snapshot.bin"}
