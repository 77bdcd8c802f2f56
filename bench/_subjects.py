"""What takes part in the measurement of the code box's start: pages, each with a button."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from zlib import compress

from bench._site import SITE

__all__ = ["PAGES", "PROGRAM", "Subject", "figures", "subjects"]

PAGES = Path(__file__).parent / "start"
PROGRAM = (PAGES / "program.py").read_text()
EXPECTED = "0.25"


@dataclass(frozen=True)
class Subject:
    """A page, what to click on in it, and where ``expected`` appears; both CSS selectors."""

    name: str
    path: str
    button: str
    output: str
    expected: str = EXPECTED


def subjects(folder: str) -> list[Subject]:
    code = {"program": PROGRAM}
    place = _ours(folder)
    ours = urlencode({**place, **code})
    plain = urlencode({"kind": "plain", "packages": "numpy", **code})
    found = [
        Subject("ours", f"/pages/index.html?{ours}", "button", "output"),
        Subject("Pyodide", f"/pages/index.html?{plain}", "button", "output"),
        Subject("PyScript", "/pages/pyscript.html", ".py-editor-run-button", ".py-editor-output"),
    ]
    if (SITE / "index.html").is_file():
        found[1:1] = _boxes()
    return found


def _boxes() -> list[Subject]:
    """The article's first box, with the program of the others and with its own."""
    page, place = "/site/index.html", (".codebox [data-action=run]", ".codebox-log > .codebox-out")
    html = (SITE / "index.html").read_text("utf-8")
    name = html.partition('data-codebox="')[2].partition('"')[0]
    link = f"{page}#code={name}.{_shared(PROGRAM)}"
    return [
        Subject("the article's box", link, *place),
        Subject("the article's box, its own program", page, *place, ""),
    ]


def _shared(code: str) -> str:
    """What plugins/codebox/client/share.js makes of ``code``."""
    return urlsafe_b64encode(compress(code.encode())).decode().rstrip("=")


def figures(folder: str) -> list[Subject]:
    """Matplotlib's first figure, here and in plain Pyodide."""
    code = {"program": (PAGES / "figure.py").read_text()}
    place = _ours(folder)
    ours = urlencode({**place, "pack": ["library", "matplotlib"], **code}, doseq=True)
    plain = urlencode({"kind": "plain", "packages": "matplotlib", **code})
    return [
        Subject("ours", f"/pages/index.html?{ours}", "button", "output", "drawn True"),
        Subject("Pyodide", f"/pages/index.html?{plain}", "button", "output", "drawn True"),
    ]


def _ours(folder: str) -> dict[str, str]:
    return {"kind": "ours", "hash": folder.strip("/").split("/")[-1]}
