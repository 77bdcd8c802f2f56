"""The headers of a published site, in the form of ``_headers`` (Netlify, Cloudflare Pages).

Where two rules fit an address, these hosts join the values of a header. So ``/*`` has only headers
that no other rule has, and every other rule has addresses of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.build import BuildError

__all__ = ["ALWAYS", "FOREVER", "HASHED", "REVALIDATED", "SHARED", "check_names", "headers_file"]

# A policy in the page cannot say who may frame it; all else is in the page's own.
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "frame-ancestors 'self'",
}
FOREVER = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"

# Pages of others, in PyScript or JupyterLite, may load the site's own packages.
SHARED = {"wheels": {"Access-Control-Allow-Origin": "*"}}

# Folders in which every path holds a hash of what is there.
HASHED = ("assets", "figures", "runtime")
HASH = re.compile(r"-(?:[0-9A-Z]{8}|[0-9a-f]{10})\.\w+$|^runtime/[0-9a-f]{12}/")


def headers_file(site: Path) -> str:
    rules = {"/*": ALWAYS}
    for address in _addresses(site):
        top = address.strip("/").partition("/")[0]
        kept = {"Cache-Control": FOREVER if top in HASHED else REVALIDATED}
        rules[address] = kept | SHARED.get(top, {})
    return "\n".join(line for address, headers in rules.items() for line in _rule(address, headers))


def check_names(site: Path) -> None:
    """Raises BuildError for a file in one of HASHED whose name has no hash."""
    paths = [
        file.relative_to(site).as_posix() for file in sorted(site.rglob("*")) if file.is_file()
    ]
    wrong = [path for path in paths if path.partition("/")[0] in HASHED and not HASH.search(path)]
    if wrong:
        folder = wrong[0].partition("/")[0]
        raise BuildError(
            f"{wrong[0]}: browsers keep what is in {folder}/ for a year, and this name has no hash;"
            " give it another folder (an article: another Slug)"
        )


def _addresses(site: Path) -> Iterator[str]:
    """One for each folder and file at the top of the site, and the root itself."""
    yield "/"
    for path in sorted(site.iterdir()):
        if path.is_dir():
            yield f"/{path.name}/*"
        elif not path.name.startswith((".", "_")):
            yield f"/{path.name}"


def _rule(address: str, headers: dict[str, str]) -> list[str]:
    return [address, *(f"  {name}: {value}" for name, value in headers.items()), ""]
