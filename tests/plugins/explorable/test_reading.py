"""Every reader tells where it is, and what it could not read ends the build."""

from types import SimpleNamespace

import pytest
from pelican.readers import MarkdownReader

from pelican.plugins.explorable import reading
from pelican.plugins.explorable.places import Reading, SettingError, SourceError


@pytest.fixture
def failures():
    reading.failures.clear()
    yield reading.failures
    reading.failures.clear()


def reader(error):
    class Reader:
        def read(self, _path):
            raise error

    return reading.located(Reader)()


def test_a_reader_keeps_its_name():
    """Pelican writes it into the metadata."""
    assert reading.located(MarkdownReader).__name__ == "MarkdownReader"
    assert issubclass(reading.located(MarkdownReader), MarkdownReader)
    assert reading.located(reading.located(MarkdownReader)) is reading.located(MarkdownReader)


def test_mistakes_of_all_sources_are_raised_at_once(failures):
    """In the order of their places."""
    for name in ("b.md", "a.md"):
        with pytest.raises(SourceError):
            reader(SourceError(name, 1, "wrong")).read(name)
    with pytest.raises(ValueError, match=r"a\.md:1: wrong\nb\.md:1: wrong"):
        failures.raise_any()


def test_an_error_that_is_not_of_the_press_is_left_to_pelican(failures):
    """It is logged as ever, and ends nothing."""
    with pytest.raises(OSError, match="no such file"):
        reader(OSError("no such file")).read("a.md")
    failures.raise_any()


def test_a_setting_is_told_before_what_follows_from_it(failures):
    """Without the setting mended, nothing else can be said."""
    failures.found = [SourceError("a.md", 1, "wrong"), SettingError("VALUES", "is not set")]
    with pytest.raises(SettingError, match="VALUES"):
        failures.raise_any()


@pytest.mark.parametrize(
    ("lines", "first"),
    [(["Title: A", "", "one"], 1), (["one", "two"], 3), (["", "two"], 3), (["elsewhere"], 1)],
)
def test_the_first_line_of_a_part_is_found(tmp_path, lines, first):
    """Metadata may have been taken away, or be all that there is."""
    file = tmp_path / "a.md"
    file.write_text("Title: A\n\none\ntwo\n")
    assert Reading(file).first_line(lines) == first


def test_what_the_press_has_made_is_taken_out_of_pelican_s_cache():
    """It depends on more than the source."""
    kept = {
        "box.md": (1, ('<div class="codebox" id="x">', {})),
        "plain.md": (1, ("<p>text</p>", {})),
        "article.md": (1, SimpleNamespace(_content='<a class="value" href="#x">1</a>')),
        "empty.md": (1, (None, {})),
    }
    generator = SimpleNamespace(_cache=kept, readers=SimpleNamespace())
    reading.uncache(generator)
    assert sorted(kept) == ["empty.md", "plain.md"]
