"""Builds the site and commits it to a branch of a remote, where GitHub Pages and its like serve it.

``python -m tools.deploy`` (``make deploy``). The branch is never forced: the new commit follows
whatever is there, files that others put there stay (``CNAME``), and one who pushes at the same time
is waited for. Whatever goes wrong is told in one line, and nothing was published.
"""

from __future__ import annotations

__all__ = ["DeployError"]


class DeployError(RuntimeError):
    """Why nothing was published, and what to do: one line."""
