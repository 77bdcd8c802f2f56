"""What a figure's ``draw`` returns. Any object with these attributes will do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Drawing"]


@dataclass(frozen=True)
class Drawing:
    """A matplotlib figure, the numbers in it, what a sighted reader sees, and its parameters.

    ``narrow`` is the same for narrow screens, where there is one: the same gids in another layout.

    ``data`` are tables: columns of equal length (lists, or arrays of one dimension) by name.
    ``parameters`` are the arguments of ``draw`` and what they were. In the page ``controls`` turn
    them (plain mappings, see ``figures.controls``), in a ``room`` that is computed but for what is
    said here (see ``figures.room``). The script that moves the drawing gets the columns that
    ``sent`` names by table (None: all) and, under their name, the ``constants`` that it has in
    common with ``draw``. Artists that it moves have a gid, axes a gid ``axes-NAME``.
    """

    figure: Any
    data: Mapping[str, Mapping[str, Any]]
    alt: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    controls: Sequence[Mapping[str, Any]] = ()
    room: Mapping[str, Any] = field(default_factory=dict)
    sent: Mapping[str, Collection[str]] | None = None
    constants: Mapping[str, Any] = field(default_factory=dict)
    narrow: Any = None
