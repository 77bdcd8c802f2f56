"""The article that docs/authors.md writes, file by file: it is built, and works."""

import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import eventually
from tests.tools.checkout import checkout_in
from tests.tools.documents import AUTHORS, examples
from tools.server import serving

pytestmark = pytest.mark.timeout(300)

FILES = {one.file: one.body for one in examples(AUTHORS) if one.file}


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """A checkout with the files of that page, built by `make html`."""
    project = tmp_path_factory.mktemp("authors") / "project"
    checkout_in(project)
    # Nothing else is drawn than what that page is about.
    for layer in (project / "content" / "adam-optimizer").glob("[!a]*.md"):
        layer.write_text(f"Title: {layer.stem}\nPlace: closing\n\ntext\n")
    for name, text in FILES.items():
        assert not (project / name).exists()
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, "utf-8")
    made = subprocess.run(
        ["make", "-C", project, "html"], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return project / "output"


@pytest.fixture
def reader(output, page):
    """A page of a browser on that article."""
    with serving(output) as address:
        page.goto(f"{address}/memory/")
        yield page


def test_the_article_has_its_own_page(reader):
    """Title, dek, lead and sections; the front page stays what it was, and leads to the list."""
    expect(reader.get_by_role("heading", level=1)).to_have_text("The Memory of an Average")
    expect(reader.locator(".dek")).to_contain_text("remember a gradient?")
    expect(reader.locator(".lead")).to_contain_text("printed above the first section")
    assert reader.locator("main section").evaluate_all("all => all.map((one) => one.id)") == [
        "layer-0",
        "sources",
    ]
    address = reader.url
    reader.get_by_role("link", name="another article").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Adam Optimizer")
    reader.goto(address)
    reader.get_by_role("link", name="All articles").click()
    expect(reader.locator(".articles h2")).to_have_text(
        ["The Memory of an Average", "Adam Optimizer"]
    )


def test_its_figure_moves(reader):
    """The slider and the switch turn what draw() has as parameters; the words follow."""
    figure = reader.locator("#figure-memory")
    figure.scroll_into_view_if_needed()
    line = reader.locator("#figure-memory-weights")
    slider = figure.get_by_role("slider", name="β")
    expect(slider).to_have_value("40")
    drawn = line.get_attribute("d")
    slider.focus()
    reader.keyboard.press("ArrowLeft")
    expect(line).not_to_have_attribute("d", drawn)
    moved = line.get_attribute("d")
    expect(figure.locator(".figure-status")).to_contain_text("At β = 0.89 half of a weight is gone")
    figure.get_by_label("add up the weights").check()
    expect(line).not_to_have_attribute("d", moved)


def test_its_script_computes_what_its_module_draws(reader):
    """Untouched, the figure is the one that was drawn at build time, to a twentieth of a pixel."""
    figure = reader.locator("#figure-memory")
    line = reader.locator("#figure-memory-weights")
    drawn, path = points(line), line.get_attribute("d")
    figure.scroll_into_view_if_needed()
    slider = figure.get_by_role("slider", name="β")
    slider.focus()
    reader.keyboard.press("ArrowLeft")
    expect(line).not_to_have_attribute("d", path)
    reader.keyboard.press("ArrowRight")
    eventually(lambda: points(line) == pytest.approx(drawn, abs=0.1))


def points(line):
    """Where the line is at nine places along the x axis, in units of the drawing."""
    return line.evaluate(
        """path => Array.from({ length: 9 }, (_, i) => {
          const { x, y } = path.getPointAtLength((path.getTotalLength() * i) / 8);
          return [x, y];
        }).flat()"""
    )


def test_its_number_leads_to_the_figure(reader):
    """Quoted in the text and in the caption, and listed with its experiment."""
    number = reader.locator("#layer-0 > p a.value")
    expect(number).to_have_text("6.6")
    assert number.get_attribute("href").endswith("#figure-memory")
    expect(reader.locator("figcaption a.value")).to_have_text("12%")
    expect(reader.locator("#value-half_life")).to_contain_text("half_life")


def test_its_box_runs(reader):
    """In the reader's browser."""
    box = reader.locator("#codebox-half-life")
    box.get_by_role("button", name="Run").click()
    box.get_by_text("half is gone after 6.57").wait_for()
