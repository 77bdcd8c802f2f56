"""Fences are found, placed and rendered; what is not ours is left alone."""

import markdown
import pytest

from pelican.plugins.explorable.fences import Fence, FenceExtension, Html
from pelican.plugins.explorable.places import SourceError


def convert(text: str, render, accepts=lambda fence: fence.info.startswith("shout"), first_line=1):
    md = markdown.Markdown(extensions=["fenced_code", FenceExtension(accepts, render)])
    md.source_path, md.first_line = "a.md", first_line
    return md.convert(text)


def shout(fence: Fence) -> list[str]:
    return [Html(f"<div>{fence.body.upper()}</div>")]


def test_a_fence_is_replaced_by_the_html_that_its_renderer_returns():
    """The renderer's HTML stands alone, not inside a paragraph."""
    assert convert("a\n\n```shout\nhey\n```\n\nb", shout) == "<p>a</p>\n<div>HEY</div>\n<p>b</p>"


def test_a_plain_string_is_rendered_as_markdown_between_html():
    """A caption may hold Markdown, framed by raw HTML."""
    frame = [Html("<figure>"), "a *b*", Html("</figure>")]
    html = convert("```shout\n```", lambda fence: frame)
    assert html == "<figure>\n<p>a <em>b</em></p>\n</figure>"


def test_a_fence_knows_its_file_and_line():
    """Lines are counted in the file, metadata included, also behind another fence."""
    seen = []
    convert(
        "```shout one\n1\n2\n```\ntext\n```shout two\n```",
        lambda fence: seen.append(fence) or [Html("<i>x</i>")] * 5,
        first_line=4,
    )
    assert [(f.info, f.body, f.path, f.line) for f in seen] == [
        ("shout one", "1\n2", "a.md", 4),
        ("shout two", "", "a.md", 9),
    ]


def test_two_extensions_share_one_scan():
    """A second extension still counts the lines of the file, not those that the first wrote."""
    lines = []
    first = FenceExtension(lambda f: f.info == "one", lambda f: [Html("<hr>")] * 9)
    second = FenceExtension(lambda f: f.info == "two", lambda f: lines.append(f.line) or ["x"])
    markdown.Markdown(extensions=[first, second]).convert("```one\n```\n\n```two\n```")
    assert lines == [4]


def test_a_fence_that_nobody_accepts_is_left_to_the_others():
    """Ordinary code blocks go on to fenced_code."""
    assert "<code>hey" in convert("```\nhey\n```", shout)


def test_a_fence_inside_a_longer_fence_is_text():
    """A page can show how a fence is written."""
    html = convert("````\n```shout\nhey\n```\n````", shout)
    assert "HEY" not in html
    assert "```shout" in html


def test_a_fence_that_is_never_closed_is_an_error_at_its_opening_line():
    """The author is told where the fence began."""
    with pytest.raises(SourceError, match=r"a\.md:3: this fence is never closed"):
        convert("a\n\n```shout\nhey", shout)
