"""Sections become one article with anchors and contents."""

from markdown import Markdown

from pelican.plugins.layers.composition import Heading, SectionEntry, compose
from pelican.plugins.layers.sections import Section


def section(body: str, **metadata: str) -> Section:
    return Section("a.md", metadata, body, 1)


def composed(*sections: Section):
    return compose(sections, Markdown(extensions=["toc"]))


def test_a_layer_carries_its_number_and_its_title():
    """The heading reads 'Layer 0: Moments' also when it is read aloud."""
    html, _ = composed(section("text", title="Moments", layer="0"))
    assert '<section class="layer" id="layer-0" data-layer="0">' in html
    assert 'href="#layer-0">Layer 0</a><span class="visually-hidden">: </span>' in html


def test_another_section_is_a_part_named_by_its_title():
    """Its anchor is made of its title."""
    html, _ = composed(section("text", title="Historical Context", place="opening"))
    assert '<section class="part" id="historical-context">\n<h2>Historical Context</h2>' in html


def test_titles_are_escaped():
    """A title is text, not markup."""
    html, _ = composed(section("", title="<b> & Co", place="opening"))
    assert "<h2>&lt;b&gt; &amp; Co</h2>" in html


def test_the_contents_list_sections_and_their_headings():
    """Only the third level is listed; the second is the section's title."""
    _, entries = composed(
        section("### One\n\n#### Deeper", title="A", layer="0"),
        section("text", title="B", place="closing"),
    )
    assert entries == [
        SectionEntry("layer-0", 0, "A", [Heading("one", "One")]),
        SectionEntry("b", None, "B", []),
    ]
