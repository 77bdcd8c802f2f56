"""Every example of the README and of the docs is built, or run, as it is written."""

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.tools.checkout import ROOT, copy_sources, furnish

PATTERNS = ("README.md", "docs/*.md", "plugins/*.md", "adamcore/*.md")
PAGES = [page for pattern in PATTERNS for page in sorted(ROOT.glob(pattern))]
INDENTED = re.compile(r"(?:(?<=\n\n)|\A)((?:    .*\n|\n(?=    ))+)")
FENCED = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def examples(kind):
    """Layers begin with their metadata, wherever they stand; Python stands in fences."""
    for page in PAGES:
        text = page.read_text("utf-8")
        fences = [(language, body) for _, language, body in FENCED.findall(text)]
        blocks = [("", textwrap.dedent(block)) for block in INDENTED.findall(FENCED.sub("", text))]
        for number, (language, body) in enumerate([*fences, *blocks]):
            found = "layer" if re.match(r"Title: .*\n(Layer|Place):", body) else language
            if found == kind:
                yield pytest.param(body, id=f"{page.relative_to(ROOT)}-{number}")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """This project with an article of nothing but what a test puts there."""
    folder = tmp_path_factory.mktemp("examples") / "project"
    copy_sources(folder)
    furnish(folder)
    shutil.copytree(ROOT / ".cache", folder / ".cache", symlinks=True)
    article = folder / "content" / "adam-optimizer"
    for path in article.iterdir():
        if path.name != "article.md":
            path.unlink()
    return folder


@pytest.mark.parametrize("text", list(examples("layer")))
def test_a_layer_is_built_as_it_is_written(checkout, text):
    """By `make html`, below as many empty layers as its number asks for."""
    article = checkout / "content" / "adam-optimizer"
    number = int((re.search(r"^Layer: (\d+)", text, re.MULTILINE) or [0, 0])[1])
    for above in range(number):
        (article / f"layer-{above}.md").write_text(f"Title: L{above}\nLayer: {above}\n\ntext\n")
    (article / "example.md").write_text(text, "utf-8")
    made = subprocess.run(
        ["make", "-C", str(checkout), "html"], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    assert f'data-layer="{number}"' in (checkout / "output" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("code", [*examples("python"), *examples("py")])
def test_python_runs_as_it_is_written(code, tmp_path):
    """In a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_the_readme_has_an_example_of_a_layer():
    """So that the test above is about something."""
    assert any(parameter.id.startswith("README.md") for parameter in examples("layer"))


def test_every_page_is_looked_at():
    """No page of the docs lies where this does not look."""
    assert Path(ROOT / "README.md") in PAGES
