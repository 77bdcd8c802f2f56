"""Numbers quoted in Markdown become text that was computed, linked to where it comes from."""

from typing import Any

import markdown
import pytest

from pelican.plugins.explorable.fences import FenceExtension
from pelican.plugins.explorable.places import SourceError
from pelican.plugins.values import Numbers, ValuesExtension, report


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Where the experiments' results are kept: they are run once for all tests."""
    return tmp_path_factory.mktemp("numbers")


@pytest.fixture
def extension(cache):
    return ValuesExtension(Numbers("tests.plugins.values.fakes:values", cache), ["figure"])


@pytest.fixture
def convert(extension):
    def run(text: str, *others: Any) -> str:
        md = markdown.Markdown(extensions=["extra", "smarty", *others, extension])
        md.source_path, md.first_line = "layer.md", 5
        return md.convert(text)

    return run


def test_a_number_in_running_text_links_to_the_figure_it_comes_from(convert):
    """The link's title tells what was measured and with what setting."""
    assert convert("It drifts by {{ drift.up:.2f }} a cycle.") == (
        '<p>It drifts by <a class="value" href="#figure-drift" title="What &lt;it&gt; measures '
        '(steps=10, betas=[0.9, 0.5])">1.90</a> a cycle.</p>'
    )


def test_a_number_without_a_figure_links_to_its_entry_in_the_list(convert):
    """The list holds what was quoted above it, each experiment once."""
    html = convert("{{ bare.peak:.2f }}, {{bare.when}}\n\n{{ values }}")
    assert 'href="#value-bare"' in html
    assert html.count('<dt id="value-bare">') == 1
    assert "value-drift" not in html


def test_a_number_links_to_the_very_state_that_shows_it(convert):
    """A number of the same experiment that is in no state leads to the experiment's entry."""
    html = convert("{{ states.seen }}, {{ states.plain }} and {{ states.unseen }}\n\n{{ values }}")
    assert 'href="#figure-drift?beta=0.9&amp;curve=adam"' in html
    assert 'href="#figure-drift" title' in html
    assert 'href="#value-states"' in html
    assert '<dt id="value-states">' in html


def test_a_state_that_the_figure_has_not_is_told_at_the_quotation(convert):
    """Figures say what is wrong, where the site has any."""

    class Figures(markdown.Extension):
        def extendMarkdown(self, md):  # noqa: N802 (Python-Markdown's name)
            md.figure_fault = lambda name, query: f"{name} has no {query}"

    told = r"layer\.md:7: states\.seen is said to be shown there: drift has no beta=0\.9&curve=adam"
    with pytest.raises(SourceError, match=told):
        convert("Above.\n\n{{ states.seen }}", Figures())


def test_the_list_leads_to_the_figure_where_there_is_one(convert):
    """Long settings are shortened to what a reader needs."""
    html = convert("{{ long.up }}\n\n{{ values }}")
    assert '<dt id="value-long"><code>long</code> <a href="#figure-drift">Figure</a></dt>' in html
    assert "rates=0.01 to 0.09 (9 values)</span>" in html


def test_a_number_without_a_figure_below_the_list_is_an_error(convert):
    """Its link would lead nowhere."""
    with pytest.raises(
        SourceError, match=r"layer\.md:7: no figure shows bare\.peak; quote it above"
    ):
        convert("{{ values }}\n\n{{ bare.peak }}")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ drift.down:.2f }}", "−0.04"),  # noqa: RUF001
        ("{{ drift.down:.1f }}", "0.0"),
        ("{{ drift.up }}", "1.9"),
        ("{{ bare.when }}", "12"),
        ("{{ bare.when:.1f}}", "12.0"),
        ("{{ drift.tiny:.0e }}", "4\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}10<sup>−16</sup>"),  # noqa: RUF001
        ("{{ drift.word }}", "Adam"),
    ],
)
def test_a_number_is_set_as_print_sets_it(convert, source, text):
    """True minus signs, powers of ten, no negative zero, three digits unless told."""
    assert f">{text}</a>" in convert(source)


@pytest.mark.parametrize(
    ("source", "tex"),
    [
        ("$x={{ drift.down:.2f }}$", "$x=-0.04$"),
        ("$x={{ drift.up:+.2f }}$", "$x=+1.90$"),
        ("$$\nx={{drift.up:.1f}}\n$$", "$$\nx=1.9\n$$"),
        ("$10^{{2}}+{{ drift.tiny:.0e}}$", r"$10^{{2}}+4 \times 10^{-16}$"),
        ("${{ drift.word }}$", r"$\text{Adam}$"),
    ],
)
def test_a_number_in_a_formula_is_bare_tex(convert, source, tex):
    """TeX's own double braces stay as they are."""
    assert tex in convert(source)


@pytest.mark.parametrize("source", ["## Up {{ drift.up }}", "[see {{ drift.up }}](#figure-x)"])
def test_a_number_in_a_heading_or_a_link_is_bare(convert, source):
    """A link inside a link, or in the contents, is no HTML."""
    html = convert(source)
    assert "1.9" in html
    assert 'class="value"' not in html


@pytest.mark.parametrize("source", ["`{{ drift.up }}`", "```python\n{{ drift.up }}\n```"])
def test_code_is_left_alone(convert, source):
    """Python has double braces of its own."""
    assert "{{ drift.up }}" in convert(source)


def test_the_caption_of_a_figure_is_text(convert):
    """What stands in a fence that the site names is replaced before the fence is rendered."""
    seen = []
    fence = FenceExtension(lambda f: f.info == "figure x", lambda f: seen.append(f) or [f.body])
    html = convert("a\n\n```figure x\nTurns at {{ drift.up:.1f }}.\n```", fence)
    assert ">1.9</a>" in html
    assert seen[0].line == 7


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a\n\n{{ drft.up }}", r"layer\.md:7: no experiment is called 'drft'; there is drift"),
        ("{{ drift.upp }}", r"layer\.md:5: no value of drift is called 'upp'; there is up"),
        ("$$\na\n{{ drift.upp }}$$", r"layer\.md:7: no value of drift"),
        ("```figure x\n\n{{ drift.upp }}\n```", r"layer\.md:7: no value of drift"),
        ("{{ drift.up:.2q }}", r"layer\.md:5: drift\.up: "),
        ("{{ drift.word:.2f }}", r"layer\.md:5: drift\.word: 'Adam' is a text"),
        ("{{ drift }}", r"layer\.md:5: '{{ drift }}' is no quotation; write"),
    ],
)
def test_a_quotation_that_cannot_be_met_is_an_error_with_file_and_line(convert, source, message):
    """The author learns where, and which names come near."""
    with pytest.raises(SourceError, match=message):
        convert(source)


def test_only_quoted_experiments_run_and_each_once(tmp_path):
    """What nobody quotes is not measured."""
    extension = ValuesExtension(Numbers("tests.plugins.values.fakes:values", tmp_path), ["figure"])
    text = "{{ drift.up }} and {{ drift.down }}, once more {{ drift.up:.1f }}"
    markdown.Markdown(extensions=[extension]).convert(text)
    assert [path.name.partition("-")[0] for path in tmp_path.iterdir()] == ["drift"]


def test_the_report_tells_every_quoted_number_its_experiment_and_setting(convert, extension):
    """values.json is made of it."""
    convert("{{ drift.up:.2f }}\n\n{{ bare.when }} $ {{ x $ ${{ drift.up:.1f }}$")
    entry = report(extension.pages["<markdown>"].quotes, extension.numbers)["drift.up"]
    assert list(report(extension.pages["<markdown>"].quotes, extension.numbers)) == [
        "bare.when",
        "drift.up",
    ]
    assert entry["value"] == 1.9012
    assert entry["parameters"]["steps"] == 10
    assert entry["quoted"] == [
        {"text": "1.90", "path": "layer.md", "line": 5},
        {"text": "1.9", "path": "layer.md", "line": 7},
    ]
