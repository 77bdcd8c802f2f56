"""Builds the site and commits it to a branch of a remote, where GitHub Pages and its like serve it.

``python -m tools.deploy`` (``make deploy``). The branch is never forced: the new commit follows
whatever is there, also what is pushed meanwhile, and files that others put there stay (``CNAME``).
Whatever goes wrong is told in one line, and then nothing was published.
"""

from __future__ import annotations

__all__ = ["DeployError"]


class DeployError(RuntimeError):
    """Why nothing was published, and what to do: one line."""
