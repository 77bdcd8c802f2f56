"""A version is of the contents, a date of the sources."""

import subprocess
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from pelican.plugins.sharing import edition

PUBLISHED = datetime(2026, 6, 1, tzinfo=UTC)


def article(**changes):
    known = {"title": "A", "dek": "D", "lead": "L", "_content": "text", "date": PUBLISHED}
    return SimpleNamespace(**known | {"source_path": None} | changes)


@pytest.mark.parametrize("changed", [{"title": "B"}, {"dek": "E"}, {"lead": ""}, {"_content": "t"}])
def test_every_change_of_the_text_is_another_version(changed):
    """And the same text is the same version."""
    assert edition.version(article()) == edition.version(article())
    assert edition.version(article(**changed)) != edition.version(article())


def test_the_date_is_that_of_the_commit(tmp_path, monkeypatch):
    """Of the article's own folder; SOURCE_DATE_EPOCH goes before it, and no date before its own."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-08-02T10:00:00+02:00")
    source = tmp_path / "article.md"
    source.write_text("x")
    for words in (["init", "-q"], ["add", "."],
                  ["-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "m"]):  # fmt: skip
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True)
    one = article(source_path=str(source))
    assert edition.date(one) == datetime(2026, 8, 2, 8, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert edition.date(one) == datetime.fromtimestamp(1790000000, UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert edition.date(one) == PUBLISHED


def test_without_git_the_date_is_the_articles_own(tmp_path, monkeypatch):
    """A copy of the sources builds too."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert edition.date(article(source_path=str(tmp_path / "article.md"))) == PUBLISHED
