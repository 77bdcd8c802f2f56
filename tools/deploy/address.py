"""Where a branch will stand, as its host makes the address from the repository's."""

from __future__ import annotations

import re

__all__ = ["pages"]

GITHUB = re.compile(
    r"(?:https://(?:[^/@]*@)?|(?:ssh://)?git@)github\.com[:/]([^/]+)/(.+?)(?:\.git)?/?"
)


def pages(remote: str) -> str | None:
    """The site's address on GitHub Pages; None for a repository elsewhere."""
    match = GITHUB.fullmatch(remote)
    if not match:
        return None
    owner, name = match[1].lower(), match[2]
    host = f"https://{owner}.github.io"
    return host if name.lower() == f"{owner}.github.io" else f"{host}/{name}"
