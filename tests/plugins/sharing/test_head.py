"""What a page says of itself, read as those read it for whom it is said."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from pelican.plugins.sharing.citation import cite
from pelican.plugins.sharing.facts import Author, Facts, Picture, plain
from pelican.plugins.sharing.head import elements, missing

REFERENCE = SimpleNamespace(
    title="Adam", authors=(("D. P.", "Kingma"), ("", "DeepMind")), year="2015", venue="ICLR",
    doi="10.1000/1", arxiv="1412.6980", address="https://doi.org/10.1000/1",
)  # fmt: skip
FACTS = Facts(
    title='Rates & "signs" </script>', site="Notes", description="A dek.", language="en",
    url="https://example.org/a/", home="https://example.org",
    authors=(Author("Ada B. Lovelace"), Author("The Lab", is_person=False)),
    published=datetime(2026, 6, 1, tzinfo=UTC), modified=datetime(2026, 11, 27, tzinfo=UTC),
    version="0badcafe", section="Learning", licence="https://creativecommons.org/licenses/by/4.0/",
    picture=Picture("sharing/a.png", 1200, 630, "A"), references=(REFERENCE,),
    papers=(("A4", "a-a4.pdf"),),
)  # fmt: skip


class Head(HTMLParser):
    """Names and values of a head's elements, and its data."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.data = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        name = values.get("name") or values.get("property") or values.get("rel") or tag
        self.found.append((name, values.get("content") or values.get("href") or ""))

    def handle_data(self, data):
        self.data += data.strip()

    def all(self, name: str) -> list[str]:
        return [value for found, value in self.found if found == name]

    def one(self, name: str) -> str:
        (value,) = self.all(name)
        return value


HEAD = Head("\n".join(elements(FACTS)))


def test_a_shared_link_has_a_title_words_and_a_picture():
    """Open Graph and Twitter's card, with absolute addresses."""
    assert HEAD.one("og:type") == "article"
    assert HEAD.one("og:title") == FACTS.title
    assert HEAD.one("og:image") == "https://example.org/sharing/a.png"
    assert (HEAD.one("og:image:width"), HEAD.one("og:image:height")) == ("1200", "630")
    assert HEAD.one("twitter:card") == "summary_large_image"
    assert HEAD.one("canonical") == HEAD.one("og:url") == FACTS.url


def test_google_scholar_finds_what_it_asks_for():
    """Title, each author, date, PDF; references in parts."""
    assert HEAD.one("citation_title") == FACTS.title
    assert HEAD.all("citation_author") == ["Ada B. Lovelace", "The Lab"]
    assert HEAD.one("citation_publication_date") == "2026/06/01"
    assert HEAD.one("citation_pdf_url") == "https://example.org/a-a4.pdf"
    (reference,) = HEAD.all("citation_reference")
    assert "citation_author=D. P. Kingma; citation_author=DeepMind" in reference


def test_the_article_is_described_in_the_terms_of_schema_org():
    """As JSON that no title can end."""
    data = json.loads(HEAD.data)
    assert data["@type"] == "ScholarlyArticle"
    assert data["headline"] == FACTS.title
    assert [author["@type"] for author in data["author"]] == ["Person", "Organization"]
    assert data["datePublished"] < data["dateModified"]
    assert data["version"] == "0badcafe"
    assert data["license"].endswith("/by/4.0/")
    assert data["citation"][0]["identifier"] == "doi:10.1000/1"


def test_what_nobody_knows_is_left_out():
    """A page without a date, an author and an address is no article, and has no empty element."""
    head = Head("\n".join(elements(Facts(title="About", site="Notes"))))
    assert head.one("og:type") == "website"
    assert head.all("canonical") == head.all("og:url") == head.all("citation_title") == []
    assert all(value for name, value in head.found if name != "script")


def test_a_theme_that_says_it_itself_is_not_contradicted():
    """Elements that are there stay alone; several of one kind come together."""
    given = '<meta property="og:title" content="Mine"><meta content="x" name="author">'
    added = missing("\n".join(elements(FACTS)), given)
    assert "og:title" not in added
    assert 'name="author"' not in added
    assert added.count('name="citation_author"') == 2


@pytest.mark.parametrize(
    ("names", "start"),
    [(["Ada Lovelace"], "Ada Lovelace (2026)."), (["A", "B"], "A and B (2026)."),
     (["A", "B", "C"], "A, B, and C (2026)."), ([], "(2026).")],
)  # fmt: skip
def test_a_citation_names_all_authors_and_the_edition(names, start):
    """In a line of text."""
    facts = Facts(**{**vars(FACTS), "authors": tuple(map(Author, names))})
    text = cite(facts).text
    assert text.startswith(start)
    assert text.endswith("Version 0badcafe, 27 November 2026. https://example.org/a/")


def test_the_bibtex_entry_is_one_that_bibtex_reads():
    """Signs are escaped, and an organization is no family name."""
    from pybtex.database import parse_string

    ((key, entry),) = parse_string(cite(FACTS).bibtex, "bibtex").entries.items()
    assert key == "lovelace2026rates"
    assert [str(person) for person in entry.persons["author"]] == ["Lovelace, Ada B.", "{The Lab}"]
    assert entry.fields["title"] == r'{Rates \& "signs" </script>}'
    assert entry.fields["url"] == "https://example.org/a/"


def test_a_text_is_plain_whatever_stood_in_it():
    """Tags and entities are gone, apostrophes are those of print."""
    assert plain("It's <em>so</em>\n &amp; so") == "It\u2019s so & so"
