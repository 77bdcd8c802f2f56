"""Every example of the README and of the docs is built, or run, as it is written."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.checkout import ROOT, checkout_in
from tests.tools.documents import AUTHORS, PAGES, PRESS, examples, mistakes

pytestmark = pytest.mark.site

ALL = [(example, number) for page in PAGES for number, example in enumerate(examples(page))]


def of_kind(*kinds):
    """Those that no file is named for; the id is the page, and which of its examples it is."""
    for example, number in ALL:
        if example.kind in kinds and not example.file:
            yield pytest.param(example.body, id=f"{example.page}-{number}")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """This project with nothing of an article but its own file."""
    folder = tmp_path_factory.mktemp("examples") / "project"
    checkout_in(folder)
    return folder


@pytest.fixture
def article(checkout):
    """The folder of that article, which a test may fill."""
    folder = checkout / "content" / "adam-optimizer"
    for path in folder.iterdir():
        if path.name != "article.md":
            path.unlink()
    return folder


def make(checkout):
    return subprocess.run(
        ["make", "-C", str(checkout), "html"], capture_output=True, text=True, check=False
    )


def layers(article, bodies):
    for number, body in enumerate(bodies):
        text = f"Title: L{number}\nLayer: {number}\n\n{body}\n"
        (article / f"layer-{number}.md").write_text(text, "utf-8")


@pytest.mark.parametrize("text", list(of_kind("layer")))
def test_a_layer_is_built_as_it_is_written(checkout, article, text):
    """By `make html`, below as many empty layers as its number asks for."""
    number = int((re.search(r"^Layer: (\d+)", text, re.MULTILINE) or [0, 0])[1])
    layers(article, ["text"] * number)
    (article / "example.md").write_text(text, "utf-8")
    made = make(checkout)
    assert made.returncode == 0, made.stderr
    assert f'data-layer="{number}"' in (checkout / "output" / "index.html").read_text("utf-8")


def test_fragments_of_markdown_are_built_as_they_are_written(checkout, article):
    """Each is the text of a layer of one article, which `make html` builds."""
    texts = [parameter.values[0] for parameter in of_kind("markdown")]
    layers(article, texts)
    for example in examples(AUTHORS):
        own = Path(example.file).parent == article.relative_to(checkout)
        if own or (example.file and example.section == "Live code"):
            (checkout / example.file).write_text(example.body, "utf-8")
    made = make(checkout)
    assert made.returncode == 0, made.stderr
    page = (checkout / "output" / "index.html").read_text("utf-8")
    assert page.count('<section class="layer"') == len(texts) > 0


def test_what_is_refused_is_told_as_the_page_says(checkout, article):
    """Each is the text of a layer; the build tells all of them, each at its file and line."""
    given = mistakes(AUTHORS)
    assert len(given) > 10
    layers(article, [written.replace("⏎", "\n") for written, _ in given])
    made = make(checkout)
    assert made.returncode != 0
    for number, (written, told) in enumerate(given):
        place = rf"^content/adam-optimizer/layer-{number}\.md:(\d+): (.*)$"
        lines = [text for _, text in re.findall(place, made.stderr, re.MULTILINE)]
        assert any(told.removesuffix("…") in line for line in lines), (written, told, lines)


@pytest.mark.parametrize("code", list(of_kind("python", "py")))
def test_python_runs_as_it_is_written(code, tmp_path):
    """In a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_the_readme_has_an_example_of_a_layer():
    """So that the test above is about something."""
    assert any(parameter.id.startswith("README.md") for parameter in of_kind("layer"))


def test_every_page_is_looked_at():
    """No page of the docs lies where this does not look."""
    assert Path(ROOT / "README.md") in PAGES
    assert AUTHORS in PAGES
    assert PRESS in PAGES


def test_every_example_is_of_a_kind_that_is_built():
    """In a file of its name, or as a layer, Markdown or Python; plain blocks are commands."""
    known = {"layer", "markdown", "python", "py", "sh", "mermaid", ""}
    strange = [one for one, _ in ALL if not one.file and one.kind not in known]
    assert strange == []
