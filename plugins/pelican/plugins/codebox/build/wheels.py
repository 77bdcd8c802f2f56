"""What of a wheel, and of the standard library, the browser gets."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

__all__ = ["LIBRARY", "SITE", "module", "native", "read_stdlib", "read_wheel"]

LIBRARY = "/lib/python3.13"
SITE = f"{LIBRARY}/site-packages"

# Nobody reads these in a browser: tests, type stubs, what a compiler needs.
LEFT_OUT = re.compile(
    r"""
    (^|/)(tests?|_examples|f2py/src|include|pkg-config|sphinxext|\w+\.libs)/
    | \.(pyi|pxd|pyx|h|c|a|pc|md|rst|build|ini|tmpl)$
    | (^|/)(py\.typed|conftest\.py)$
    | \.dist-info/(?!METADATA$)
    # Matplotlib: example data, toolbar icons, fonts for PDF.
    # What it needs of Pillow is neither WebP nor fonts nor windows.
    | mpl-data/(sample_data|images|plot_directive|fonts/(afm|pdfcorefonts))/
    | ^matplotlib/backends/(_tkagg|qt_editor/|web_backend/)
    | ^PIL/(_webp|_imagingft|_imagingtk)\.
    | dateutil-zoneinfo\.tar\.gz$
    """,
    re.VERBOSE,
)
# Modules of the standard library that have no use where there are no processes, no sockets, no
# terminal and no other interpreter. Of the terminal, help() wants the pager.
STDLIB_LEFT_OUT = re.compile(
    r"^(_android_support|_apple_support|_ios_support|_pyrepl/(?!__init__|pager\b)|antigravity|"
    r"ensurepip|ftplib|idlelib|imaplib|poplib|pty|smtplib|socketserver|tkinter|turtle\w*|"
    r"venv|webbrowser|wsgiref|xmlrpc|__phello__|__hello__|site-packages)\b"
)


def read_wheel(wheel: Path) -> dict[str, bytes]:
    """Paths in the browser, and contents."""
    with zipfile.ZipFile(wheel) as archive:
        names = [n for n in archive.namelist() if not n.endswith("/") and not LEFT_OUT.search(n)]
        content = {f"{SITE}/{name}": archive.read(name) for name in names}
    return {path: _brief(path, data) for path, data in content.items()}


def read_stdlib(archive: Path) -> dict[str, bytes]:
    """Paths in the browser, and contents."""
    with zipfile.ZipFile(archive) as zipped:
        names = [n for n in zipped.namelist() if not n.endswith("/")]
        kept = [n for n in names if not STDLIB_LEFT_OUT.search(n) and not LEFT_OUT.search(n)]
        return {f"{LIBRARY}/{name}": zipped.read(name) for name in kept}


def _brief(path: str, data: bytes) -> bytes:
    """Of a distribution's metadata, what importlib.metadata is asked for: name and version."""
    if not path.endswith(".dist-info/METADATA"):
        return data
    lines = re.findall(rb"^(?:Metadata-Version|Name|Version):.*\n", data, re.MULTILINE)
    return b"".join(lines[:3])


def native(path: str) -> bool:
    return path.endswith(".so")


def module(path: str) -> str | None:
    """The dotted name of the module at ``path``, or None if it is not one."""
    for root in (SITE, LIBRARY):
        if path.startswith(root + "/"):
            name = re.sub(r"(/__init__)?\.(pyc?|cpython-\w+-wasm32-emscripten\.so)$", "", path)
            return name.removeprefix(root + "/").replace("/", ".") if name != path else None
    return None
