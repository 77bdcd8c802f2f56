"""Which edition of an article a build has: a version by its contents, a date by its sources."""

from __future__ import annotations

import hashlib
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

__all__ = ["date", "version"]

LENGTH = 8  # hexadecimal digits
SOURCE = "article.md"  # of an article that is a folder


def version(content: Any) -> str:
    """The same for the same text, figures and numbers, wherever and whenever they are built."""
    texts = (content.title, getattr(content, "dek", ""), getattr(content, "lead", ""),
             content._content)  # fmt: skip
    digest = hashlib.sha256("\0".join(str(text or "") for text in texts).encode())
    return digest.hexdigest()[:LENGTH]


def date(content: Any) -> datetime:
    """When the sources were last changed: as SOURCE_DATE_EPOCH, the text itself or Git says.

    Never before the article's own date, which holds where nobody knows better.
    """
    published: datetime = content.date.astimezone(UTC)
    found = _epoch() or getattr(content, "modified", None) or _committed(content.source_path)
    return max(published, found.astimezone(UTC)) if found else published


def _epoch() -> datetime | None:
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() else None


def _committed(source: str | None) -> datetime | None:
    if not source:
        return None
    file = Path(source)
    what = "." if file.name == SOURCE else file.name
    command = ["git", "-C", str(file.parent), "log", "-1", "--format=%cI", "--", what]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:  # no Git here
        return None
    return datetime.fromisoformat(done.stdout.strip()) if done.stdout.strip() else None
