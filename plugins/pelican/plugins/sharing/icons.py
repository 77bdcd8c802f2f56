"""The site's icon in the sizes that browsers and phones ask for, and its web app manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .facts import plain
from .settings import COLOURS, SHORT

__all__ = ["FOLDER", "MANIFEST", "SIZES", "links", "write"]

FOLDER = "sharing"
MANIFEST = "manifest.webmanifest"
FAVICON, TOUCH = 48, 180
SIZES = (FAVICON, TOUCH, 192, 512)


def write(output: Path, icons: Mapping[int, bytes], settings: Mapping[str, Any]) -> None:
    """The files, in the folder of a site."""
    for size, png in icons.items():
        file = output / _path(size)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(png)
    text = json.dumps(manifest(settings), ensure_ascii=False, indent=1)
    (output / MANIFEST).write_text(text + "\n", "utf-8")


def links(root: str) -> str:
    """For a page from which ``root`` leads to the site's root."""
    small = f'sizes="{FAVICON}x{FAVICON}" href="{root}/{_path(FAVICON)}"'
    return (
        f'<link rel="icon" type="image/png" {small}>\n'
        f'<link rel="apple-touch-icon" sizes="{TOUCH}x{TOUCH}" href="{root}/{_path(TOUCH)}">\n'
        f'<link rel="manifest" href="{root}/{MANIFEST}">\n'
    )


def manifest(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Its addresses are relative to itself, so that a site may stand below a path."""
    name = plain(settings["SITENAME"])
    colours = COLOURS.of(settings)
    found = {
        "name": name,
        "short_name": SHORT.of(settings) or name,
        "lang": settings["DEFAULT_LANG"],
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": colours.get("theme"),
        "background_color": colours.get("background"),
        "icons": [{"src": _path(size), "sizes": f"{size}x{size}", "type": "image/png"}
                  for size in SIZES if size not in (FAVICON, TOUCH)],
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def _path(size: int) -> str:
    return f"{FOLDER}/icon-{size}.png"
