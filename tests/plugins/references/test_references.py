"""References are BibTeX; what is wrong in them is told with file and line."""

import re
from pathlib import Path

import pytest
from markdown import Markdown

from pelican.plugins.explorable.places import SourceError, SourceErrors
from pelican.plugins.references.bibliography import parse
from pelican.plugins.references.cited import with_ways_back
from pelican.plugins.references.extension import ReferencesExtension

KINGMA = """
@inproceedings{kingma-ba,
  author = {Kingma, Diederik P. and Ba, Jimmy},
  title = {{Adam: A Method for Stochastic Optimization}},
  year = {2015},
  booktitle = {ICLR},
  eprint = {1412.6980},
  archiveprefix = {arXiv},
}
"""
GAUSS = r"""
@article{gauss,
  author = {Gau{\ss}, C. F. and others},
  title = {What about {\'E}loges \& <signs>?},
  year = {1809},
  journal = {Annals},
  volume = {4}, number = {5}, pages = {1--17},
  doi = {10.1000/182},
}
"""


def test_an_entry_reads_as_in_print():
    """Authors by family name and initials, year, title, place, and a link."""
    (one,) = parse(KINGMA, "a.bib")
    assert one.text == (
        "Kingma, D.\u00a0P., and Ba, J. (2015). Adam: A Method for Stochastic Optimization. ICLR. "
        "arXiv:1412.6980"
    )
    assert '<a href="https://arxiv.org/abs/1412.6980">arXiv:1412.6980</a>' in one.html
    assert one.authors == (("Diederik P.", "Kingma"), ("Jimmy", "Ba"))


def test_tex_becomes_text_and_signs_are_escaped():
    """Accents, ampersands, brackets; a DOI goes before everything else as a link."""
    (one,) = parse(GAUSS, "a.bib")
    assert one.text.startswith("Gauß, C.\u00a0F., and others (1809). What about Éloges & <signs>?")
    assert "&lt;signs&gt;" in one.html
    assert "Annals 4(5), 1\u201317." in one.text
    assert one.address == "https://doi.org/10.1000/182"
    assert one.authors == (("C. F.", "Gauß"),)


def test_entries_are_in_order_of_authors_and_years():
    """Without regard to accents, whatever their order in the file."""
    text = "".join(
        f"@misc{{{key}, author = {{{name}, A.}}, title = {{T}}, year = {{{year}}}}}\n"
        for key, name, year in [("z", "Zeiler", 2012), ("s2", "Şimşekli", 2020),
                                ("t", "Tieleman", 2012), ("s1", "Şimşekli", 2019)]
    )  # fmt: skip
    assert [one.key for one in parse(text, "a.bib")] == ["s1", "s2", "t", "z"]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("1412.6980", "arXiv:1412.6980", 7, "'arXiv:1412.6980' is no arXiv identifier"),
        ("1412.6980", "14126980", 7, "is no arXiv identifier"),
        ("eprint = {1412.6980}", "doi = {https://doi.org/10.1/x}", 7, "is no doi"),
        ("eprint = {1412.6980}", "doi = {10.12/x y}", 7, "is no doi"),
        ("eprint = {1412.6980}", "url = {www.jmlr.org}", 7, "is no url"),
        ("{2015}", "{in press}", 5, "'in press' is no year"),
        ("  year = {2015},\n", "", 2, "kingma-ba has no year"),
        ("kingma-ba", "kingma&ba", 2, "cannot be linked to"),
        ("{2015},", "{2015}", 6, "syntax error"),
    ],
)
def test_a_fault_is_told_at_its_line(old, new, line, message):
    """Identifiers and addresses are checked for form, fields for being there."""
    with pytest.raises((SourceError, SourceErrors)) as caught:
        parse(KINGMA.replace(old, new), "a.bib")
    assert str(caught.value).startswith(f"a.bib:{line}: ")
    assert message in str(caught.value)


def test_all_faults_are_told_at_once():
    """Two entries with one key, and what else is wrong in a file, a line each."""
    with pytest.raises(SourceError, match=r"a\.bib:11: the key 'KINGMA-BA' is already in line 2"):
        parse(KINGMA + KINGMA.replace("kingma-ba", "KINGMA-BA"), "a.bib")
    broken = KINGMA.replace("{2015}", "{20}").replace("1412.6980", "1")
    with pytest.raises(SourceErrors, match=r"a\.bib:5: .*\na\.bib:7: "):
        parse(broken, "a.bib")


@pytest.mark.parametrize("arxiv", ["1412.6980", "2402.19449v2", "math/0309136", "hep-th/9901001"])
def test_identifiers_of_every_age_pass(arxiv):
    """arXiv has changed their form."""
    (one,) = parse(KINGMA.replace("1412.6980", arxiv), "a.bib")
    assert one.address.endswith(f"/{arxiv}")


def convert(folder: Path, text: str) -> str:
    md = Markdown(extensions=["fenced_code", ReferencesExtension("references.bib", folder)])
    md.source_path, md.first_line = str(folder / "a.md"), 3
    return md.convert(text)


def test_braces_become_the_list_with_ids_to_link_to(tmp_path):
    """In code they stay braces."""
    (tmp_path / "references.bib").write_text(KINGMA + GAUSS)
    html = convert(tmp_path, "Text.\n\n{{ references }}\n\n```\n{{ references }}\n```")
    assert '<li id="ref-gauss">' in html
    assert html.index("ref-gauss") < html.index("ref-kingma-ba")
    assert "<code>{{ references }}" in html


def test_a_missing_file_is_told_where_the_list_should_be(tmp_path):
    """With what to do."""
    with pytest.raises(SourceError, match=r"a\.md:5: no references\.bib lies beside it; write"):
        convert(tmp_path, "Text.\n\n{{ references }}")


LIST = """<ul class="references">
<li id="ref-a">A. (2001).</li>
<li id="ref-b">B. (2002).</li>
<li id="ref-c">C. (2003).</li>
</ul>"""


def test_an_entry_leads_back_to_each_place_that_refers_to_it():
    """By a letter for each, in the order of the page, or by an arrow; of none by nothing."""
    lead = '<p><a href="#ref-a">A</a></p>'
    body = f'<p><a href="#ref-b" title="b">B</a>, <a href="#ref-a">A</a></p>{LIST}'
    lead, body = with_ways_back(lead, body)
    assert lead == '<p><a id="cite-a" href="#ref-a">A</a></p>'
    text, entries = body.split("</p>")
    assert text == (
        '<p><a id="cite-b" href="#ref-b" title="b">B</a>, <a id="cite-a-2" href="#ref-a">A</a>'
    )
    first, second, third = re.findall("<li.*</li>", entries)
    assert re.findall(r'href="#([\w-]+)"[^>]*>(\w)<', first) == [("cite-a", "a"), ("cite-a-2", "b")]
    assert re.findall(r'href="#([\w-]+)"[^>]*>(.)<', second) == [("cite-b", "↩")]
    assert third == '<li id="ref-c">C. (2003).</li>'


def test_a_citation_with_an_id_of_its_own_keeps_it():
    """Other links are left alone."""
    text = f'<p><a class="x" href="#ref-a" id="mine">A</a> <a href="#refs">all</a></p>{LIST}'
    (told,) = with_ways_back(text)
    assert 'href="#mine"' in told
    assert told.startswith(text[: text.index("A. (2001).")])


def test_many_places_have_letters_after_z():
    """As columns of a spreadsheet have."""
    (told,) = with_ways_back('<a href="#ref-a">A</a>' * 28 + LIST)
    shown = re.findall(r'role="doc-backlink"[^>]*>(\w+)<', told)
    assert (shown[0], shown[25], shown[26], shown[27]) == ("a", "z", "aa", "ab")
