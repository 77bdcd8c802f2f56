"""What the plugins of this distribution share; not a plugin that does anything by itself.

Pelican imports every package in its namespace, so this one has ``register`` too.
"""

from __future__ import annotations

__all__ = ["register"]


def register() -> None:
    """Nothing to connect: the other plugins bring what they need."""
