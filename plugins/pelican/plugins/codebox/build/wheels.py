"""What of a wheel, and of the standard library, the browser gets."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

__all__ = ["LIBRARY", "installed", "module", "native", "read_stdlib", "read_wheel"]

# Where the browser's Python has its library, whichever version it is, and its packages.
LIBRARY = re.compile(r"^/lib/python\d+\.\d+/(site-packages/)?")

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


def read_wheel(wheel: Path, site: str) -> dict[str, bytes]:
    """Paths in the browser, below the packages' folder ``site``, and contents."""
    with zipfile.ZipFile(wheel) as archive:
        names = [n for n in archive.namelist() if not n.endswith("/") and not LEFT_OUT.search(n)]
        content = {f"{site}/{name}": archive.read(name) for name in names}
    return {path: _brief(path, data) for path, data in content.items()}


def read_stdlib(archive: Path, library: str) -> dict[str, bytes]:
    """Paths in the browser, below the folder ``library``, and contents."""
    with zipfile.ZipFile(archive) as zipped:
        names = [n for n in zipped.namelist() if not n.endswith("/")]
        kept = [n for n in names if not STDLIB_LEFT_OUT.search(n) and not LEFT_OUT.search(n)]
        return {f"{library}/{name}": zipped.read(name) for name in kept}


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
    name = re.sub(r"(/__init__)?\.(pyc?|cpython-\w+-wasm32-emscripten\.so)$", "", path)
    if name == path or not LIBRARY.match(path):
        return None
    return LIBRARY.sub("", name).replace("/", ".")


def installed(path: str) -> str | None:
    """The path of a file among packages, or None for one of the standard library."""
    match = LIBRARY.match(path)
    return path[match.end() :] if match and match[1] else None
