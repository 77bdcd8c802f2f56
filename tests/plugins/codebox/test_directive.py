"""A live box in reStructuredText."""

import pytest
from docutils.core import publish_parts

from pelican.plugins.codebox.directive import LiveDirective
from pelican.plugins.codebox.fence import Download, render
from pelican.plugins.explorable.places import SourceError


@pytest.fixture
def html(monkeypatch):
    """The body of a text."""
    box = staticmethod(lambda fence: render(fence, Download("runtime/x/", 1)))
    monkeypatch.setattr(LiveDirective, "box", box, raising=False)

    def convert(text: str) -> str:
        overrides = {"traceback": True, "halt_level": 2}
        return publish_parts(
            text, writer="html5", source_path="a.rst", settings_overrides=overrides
        )["body"]

    return convert


def test_the_directive_is_a_box(html):
    """Named by its option."""
    assert 'data-codebox="adam"' in html(".. live::\n   :id: adam\n\n   print(1)\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (".. live::\n\n   x =\n", 3),
        ("text\n\n.. live::\n   :id: a\n   :unchecked:\n\n   x = 1\n   y =\n", 8),
    ],
)
def test_a_mistake_is_told_at_its_line(html, text, line):
    """Of the file, not of the code."""
    with pytest.raises(SourceError, match=rf"a\.rst:{line}: .* in live code"):
        html(text)
