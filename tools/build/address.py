"""Where a site is published: the address that everything absolute in it begins with."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tools.build import BuildError

__all__ = ["siteurl"]

EXAMPLE = "make publish SITEURL=https://example.org/adam"
HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+|\[[0-9a-fA-F:]+\]")


def siteurl(text: str) -> str:
    """``text`` without a slash at its end; raises BuildError if it is no address of a site."""
    fault = _fault(text)
    if fault:
        raise BuildError(f"SITEURL={text!r}: {fault}; write {EXAMPLE}")
    return text.rstrip("/")


def _fault(text: str) -> str | None:
    if re.search(r"[\s\"'<>\\^`{|}]", text):
        return "an address has no spaces, quotes or brackets"
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError as error:
        return str(error)
    host = url.netloc.rpartition("@")[2].removesuffix(f":{port}")
    faults = {
        "it is empty": not text,
        "an address begins with https:// (or http://)": url.scheme not in ("http", "https"),
        f"{url.netloc!r} is no name of a host": not HOST.fullmatch(host),
        "it must hold no name or password": "@" in url.netloc,
        "it must end where the site begins, without ? or #": bool(set("?#") & set(text)),
    }
    return next((fault for fault, found in faults.items() if found), None)
