"""A small site with nothing but code boxes, and a host that can fail in every way."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path

import pelicanconf
from pelican.plugins.codebox.build import assemble
from pelican.plugins.codebox.current import recipe
from pelican.plugins.codebox.fence import Download, render
from pelican.plugins.explorable.fences import Fence
from tools.server import Files, serving

ROOT = Path(__file__).parents[3]
CLIENT = ROOT / "plugins" / "pelican" / "plugins" / "codebox"
FAULTS = ("missing", "cut", "wrong", "flaky", "error", "halting", "stuck", "slow")
SILENCE = 11.5  # seconds: longer than the page waits before it says so

FIRST = '''\
import numpy as np


def mean(values, *, weights=None):
    """The mean of `values`."""
    total = 0.0
    for index, value in enumerate(values):  # one by one
        total += value * (1 if weights is None else weights[index])
    return total / len(values)


@staticmethod
class Model:
    rate: float = 1e-3

    def __init__(self):
        self.path = r"a\\b" + f"{self.rate:.3f}" + '\\n'


print(f"mean = {mean([1, 2, 3.5]):.3f}", np.arange(3), not True, None)
np.sqrt(2.0)'''


def build(folder: Path) -> None:
    """Pages, bundles and the runtime in ``folder``; the pages with and without the cage."""
    runtime = assemble(folder, ROOT / ".cache" / "runtime", recipe(vars(pelicanconf)))
    _bundle(folder)
    real = Download(runtime.folder, runtime.size)
    boxes = {"first": (FIRST, real), "second": ("print('second')", real)}
    boxes["long"] = ("\n".join(f"print({line})  # line {line}" for line in range(1, 46)), real)
    boxes["third"] = ("print('third')", real)
    for fault in FAULTS:
        boxes[fault] = ("print('here')", Download(f"{fault}/{runtime.folder}", runtime.size))
    html = "".join(
        piece
        for name, (code, download) in boxes.items()
        for piece in render(Fence(f"python live id={name}", code), download)
    )
    policy = (
        '<meta http-equiv="Content-Security-Policy"'
        f' content="{pelicanconf.CONTENT_SECURITY_POLICY}">'
    )
    (folder / "index.html").write_text(_page(policy, html, "caged"), "utf-8")
    (folder / "open.html").write_text(_page("", html, "open"), "utf-8")
    _wheel(folder / "escaped-1.0-py3-none-any.whl")
    for script in Path(__file__).parent.glob("*.js"):
        shutil.copy(script, folder)


def _page(policy: str, boxes: str, assets: str) -> str:
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Boxes</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{policy}
<link rel="icon" href="data:,"><link rel="stylesheet" href="{assets}/style.css">
<script type="module" src="{assets}/box.js"></script>
<script defer src="{assets}/guard.js"></script>
<script type="module" src="play.js"></script></head>
<body><main><h1>Boxes</h1>{boxes}</main></body></html>"""


def _wheel(path: Path) -> None:
    """A package that only a worker with a network can install."""
    info = "escaped-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("escaped.py", "")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: escaped\nVersion: 1.0\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")


def _bundle(folder: Path) -> None:
    """The client as it is, and once more with a cage that closes nothing."""
    entries = [f"{name}={CLIENT / file}" for name, file in ENTRIES.items()]
    for assets, options in (("caged", {}), ("open", {"./cage.js": "./no-cage.js"})):
        program = BUNDLE % (
            json.dumps(entries),
            json.dumps(str(folder / assets)),
            json.dumps(options),
        )
        subprocess.run(
            [ROOT / ".venv" / "bin" / "node", "--input-type=module", "-e", program],
            cwd=ROOT,
            check=True,
        )


ENTRIES = {"box": "page/box.js", "guard": "page/guard.js", "style": "page/codebox.css"}
BUNDLE = """
import * as esbuild from "esbuild";
const [entries, outdir, swapped] = [%s, %s, %s];
const swap = {
  name: "swap",
  setup: (build) => build.onLoad({ filter: /cage\\.js$/ }, () => ("./cage.js" in swapped
    ? { contents: "export const cage = () => {};" } : undefined)),
};
await esbuild.build({
  entryPoints: Object.fromEntries(entries.map((entry) => entry.split("="))),
  bundle: true, splitting: true, format: "esm", target: "es2022", minify: true, outdir,
  plugins: [swap],
});
"""


class Host(Files):
    """A static host. Addresses that begin with the name of a fault are served with it.

    ``/set/STATE`` changes it for the browser that asks, ``/set/none`` brings all back: offline, it
    hangs up on everybody; renewed, another edition of the site is there; damaged, scripts are.
    """

    asked: set[tuple[str | None, str]]
    states: dict[str | None, str]

    def do_GET(self) -> None:  # noqa: N802 (http.server's name)
        fault, _, rest = self.path[1:].partition("/")
        state = self.states.get(self.headers["User-Agent"])
        if fault == "set":
            self._set(rest)
        elif state == "offline":
            self.close_connection = True
        elif state == "renewed" and not rest:
            self._renewed(fault)
        elif state == "renewed" and fault in ("caged", "runtime"):
            self.send_error(404)
        elif state == "damaged" and fault == "caged":
            self._damaged(rest)
        elif fault in FAULTS:
            self._fail(fault, rest)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # or a browser would do without the host
        super().end_headers()

    def _set(self, state: str) -> None:
        self.states[self.headers["User-Agent"]] = state
        self.send_response(204)
        self.end_headers()

    def _renewed(self, page: str) -> None:
        path = Path(self.directory) / (page.partition("?")[0] or "index.html")
        content = path.read_bytes().replace(b"/box.js", b"/box-2.js")
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.end_headers()
        self.wfile.write(content)

    def _damaged(self, name: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        content = (Path(self.directory) / "caged" / name.partition("?")[0]).read_bytes()
        self.wfile.write(content[: len(content) // 2] + b"(}")

    def _fail(self, fault: str, rest: str) -> None:
        if fault == "missing" or (fault == "flaky" and self._is_first(rest)):
            self.send_error(404)
        elif fault == "error":
            self.send_error(500)
        else:
            self._serve(rest, fault)

    def _is_first(self, path: str) -> bool:
        visit = (self.headers["User-Agent"], path)  # each browser meets the fault once
        first = visit not in self.asked
        self.asked.add(visit)
        return first and path.endswith("snapshot.bin")

    def _serve(self, path: str, fault: str) -> None:
        content = (Path(self.directory) / path.partition("?")[0]).read_bytes()
        broken = not path.endswith(".json")
        last = path.endswith("snapshot.bin")
        middle = len(content) // 2
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if fault == "wrong" and broken:
            content = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        self.wfile.write(content[:middle])
        self.wfile.flush()
        if fault == "cut" and broken:
            self.close_connection = True
            return
        if fault == "halting" and last:
            time.sleep(SILENCE)
        elif fault == "stuck" and self._is_first(f"stuck {path}"):
            time.sleep(3 * SILENCE)
        elif fault == "slow" and broken:
            time.sleep(3)
        self.wfile.write(content[middle:])


def serve(folder: Path) -> AbstractContextManager[str]:
    """The address of ``folder`` on the loopback."""
    return serving(folder, type("Host", (Host,), {"asked": set(), "states": {}}))
