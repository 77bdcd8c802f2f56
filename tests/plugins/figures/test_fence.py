import re
from pathlib import Path

import pytest
from markdown import Markdown

from pelican.plugins.explorable.places import SourceError
from pelican.plugins.figures import FigureExtension
from pelican.plugins.figures.fence import named_in, no_script

from .conftest import SLIDER


@pytest.fixture
def cache(common_cache):
    return common_cache


@pytest.fixture
def convert(make_press):
    """Converts Markdown that stands in layer.md from line 10 on."""
    press = make_press()

    def convert(text: str, script=no_script, folder=None) -> str:
        md = Markdown(extensions=["fenced_code", FigureExtension(press, script, folder)])
        md.source_path, md.first_line = "layer.md", 10
        return md.convert(text)

    return convert


def fence(info: str, caption: str = "A *caption*.") -> str:
    return f"Before.\n\n```{info}\n{caption}\n```\n\nAfter.\n"


def test_a_fence_becomes_a_figure_with_its_caption(convert):
    """The figure has its id, its name, its data's address, its drawing as an image, its caption."""
    html = convert(fence("figure line"))
    assert re.search(
        r'<figure id="figure-line" class="figure" data-figure="line" '
        r'data-json="figures/(line-[0-9a-f]{10})\.json" '
        r'style="--ratio-wide:([\d.]+) / ([\d.]+)">\s*'
        r'<div class="figure-body"><img class="figure-image" src="figures/\1\.svg" '
        r'width="\2" height="\3" alt="[^"]+" loading="lazy"',
        html,
    )
    assert re.search(r"<figcaption>\s*<p>A <em>caption</em>\.</p>\s*</figcaption>", html)
    assert html.index("Before.") < html.index("<figure") < html.index("After.")


def test_other_fences_are_left_alone(convert):
    """A fence of code stays code, even if it shows a figure's fence."""
    assert "<figure" not in convert(fence("text"))
    assert "<figure" not in convert("````text\n```figure line\n```\n````\n")


@pytest.mark.parametrize(
    ("info", "message"),
    [
        ("figure lien", r"layer\.md:12: unknown figure 'lien'; did you mean line"),
        ("figure", r"layer\.md:12: a figure fence names one figure"),
        ("figure line other", r"layer\.md:12: a figure fence names one figure"),
    ],
)
def test_a_wrong_name_is_an_error_at_the_fence(convert, info, message):
    """What is wrong with a fence is told at its file and line."""
    with pytest.raises(SourceError, match=message):
        convert(fence(info))


def test_a_figure_that_raises_is_an_error_at_the_fence(convert, write):
    """The author is told both where the fence stands and where the figure failed."""
    write("toy/figures/line.py", "def draw():\n    raise ValueError('no data')\n")
    message = r"layer\.md:12: figure 'line': raised ValueError: no data \(.*line\.py:2\)"
    with pytest.raises(SourceError, match=message):
        convert(fence("figure line"))


def test_a_figure_with_controls_has_its_script_and_their_room(convert, write):
    """The page finds the script at it, and keeps the room before anything is loaded."""
    write("toy/figures/slider.py", SLIDER)
    html = convert(fence("figure slider"), lambda name: f"assets/{name}-1.js")
    assert ' data-module="toy.figures" data-script="assets/slider-1.js"' in html
    assert re.search(
        r'<figure [^>]*style="--ratio-wide:[^;]+;--columns-wide:2;[^"]*--sliders-wide:1;', html
    )


def test_controls_without_a_script_are_an_error_at_the_fence(convert, write):
    """A reader would turn nothing; the author is told which file is missing."""
    write("toy/figures/slider.py", SLIDER)
    what = r"layer\.md:12: figure 'slider' has controls, and no script moves it; "
    with pytest.raises(SourceError, match=rf"{what}write article/figures/slider\.js"):
        convert(fence("figure slider"), folder=str(Path("article/figures").absolute()))
    with pytest.raises(SourceError, match=rf"{what}set FIGURES_SCRIPTS to the folder that has"):
        convert(fence("figure slider"))


def test_a_figure_without_controls_needs_no_script(convert):
    """It is a still picture, without room for what does not come."""
    html = convert(fence("figure line"))
    assert "data-script" not in html
    assert "--columns" not in html


def test_a_figure_twice_in_a_page_is_an_error(convert):
    """Ids are unique in a page, so a figure stands there once; the first place is named."""
    with pytest.raises(SourceError, match=r"layer\.md:20: .*already at layer\.md:12"):
        convert(fence("figure line") + "\n" + fence("figure line"))


def test_a_figure_may_be_in_two_pages(convert):
    """Another Markdown object is another page."""
    convert(fence("figure line"))
    assert "<figure" in convert(fence("figure line"))


def test_names_are_found_in_all_fences_of_a_folder(tmp_path):
    """The first pass sees figures in every file, and passes over what it cannot read."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.md").write_text(fence("figure one") + fence("figure two"))
    (tmp_path / "deep" / "b.md").write_text(fence("figure three") + fence("python"))
    (tmp_path / "bad.md").write_bytes(b"\xff```figure four\n```\n")
    (tmp_path / "open.md").write_text("```figure five\n")
    assert list(named_in(tmp_path)) == ["one", "two", "three"]
