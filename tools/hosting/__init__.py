"""What a published site carries for its host: headers, compressed copies, robots.txt, .nojekyll.

``docs/hosting.md`` says which host reads what; ``docs/hosting/`` has the same rules for servers
that are configured by a file of their own.
"""

from __future__ import annotations

from pathlib import Path

from tools.hosting.compress import compress
from tools.hosting.headers import check_names, headers_file

__all__ = ["furnish"]

ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: {siteurl}/sitemap.xml\n"


def furnish(site: Path, siteurl: str) -> None:
    """Adds it to the folder ``site``; what the site has of its own stays.

    Raises BuildError for a file that hosts would keep for ever, although its name has no hash.
    """
    check_names(site)
    _add(site / "robots.txt", ROBOTS.format(siteurl=siteurl))
    _add(site / ".nojekyll", "")  # or GitHub Pages leaves out names that begin with _
    _add(site / "_headers", headers_file(site))
    compress(site)


def _add(file: Path, text: str) -> None:
    if not file.exists():
        file.write_text(text, "utf-8")
