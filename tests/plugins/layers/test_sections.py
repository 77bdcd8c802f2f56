"""A folder of Markdown files is read as the ordered sections of one article."""

import pytest

from pelican.plugins.explorable.places import SourceError
from pelican.plugins.layers.sections import read_folder


@pytest.fixture
def folder(tmp_path):
    """Writes files and reads them as an article's folder."""

    def read(**files: str | bytes):
        for name, text in files.items():
            data = text if isinstance(text, bytes) else text.encode()
            (tmp_path / f"{name}.md").write_bytes(data)
        return read_folder(tmp_path, tmp_path)

    return read


LAYER = "Title: T{0}\nLayer: {0}\n\ntext"


def test_layers_stand_in_the_order_of_their_numbers_between_opening_and_closing(folder):
    """Ten comes after nine, whatever the files are called."""
    layers = {f"z{9 - n}": LAYER.format(n) for n in range(10)}
    sections = folder(
        a="Title: End\nPlace: closing",
        b="Title: Begin\nPlace: opening",
        c=LAYER.format(10),
        **layers,
    )
    assert [s.title for s in sections] == ["Begin", *(f"T{n}" for n in range(11)), "End"]


def test_the_article_file_is_no_section(folder):
    """article.md holds the article's own metadata."""
    assert folder(article="Title: A") == []


def test_a_section_keeps_its_text_and_the_line_on_which_it_begins(folder):
    """Errors in the text are counted from the top of the file."""
    (section,) = folder(a="Title: A\nPlace: opening\n\nfirst\nsecond")
    assert (section.body, section.first_line) == ("\nfirst\nsecond", 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"Layer: 0\n", r"a\.md:1: no title"),
        (b"Title: A\n", r"a\.md:1: a section is a layer or has a place"),
        (b"Title: A\nPlace: middle\n", r"a\.md:2: a section is a layer or has a place"),
        (b"Title: A\nLayer: zero\n", r"a\.md:2: 'Layer: zero' is no number"),
        (b"Title: A\nLayer: 0\nPlace: opening\n", r"a\.md:3: a section is a layer or has a place"),
        (b"Title: A\nTitle: B\n", r"a\.md:2: Title stands twice"),
        (b"Title: A\nLayer: 1\n", r"a\.md:2: layer 1, but there is no layer 0"),
        (b"Title: A\nLayer: 0\n\nna\xefve\n", r"a\.md:4: not UTF-8 \(byte 0xef\)"),
    ],
)
def test_bad_metadata_are_told_with_file_and_line(folder, text, message):
    """Each mistake names its place and what to write."""
    with pytest.raises(SourceError, match=message):
        folder(a=text)


def test_a_number_used_twice_names_both_files(folder):
    """The author sees where the other one is."""
    with pytest.raises(SourceError, match=r"b\.md:2: layer 0 is already in a\.md"):
        folder(a=LAYER.format(0), b=LAYER.format(0))
