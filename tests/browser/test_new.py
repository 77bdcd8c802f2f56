"""What `make new` writes is built at once, beside the Adam article, and works in a browser."""

import json
import os
import re
import subprocess
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from playwright.sync_api import expect

from adamcore import estimates
from tests.browser.picture import Axes, path
from tests.browser.waiting import bring_alive
from tests.tools.checkout import checkout_in
from tools.new.names import RESERVED
from tools.server import serving

pytestmark = pytest.mark.timeout(600)

SLUG, NAME = "fading-memory", "fading_memory"
FIGURE, NUMBER = "second_figure", "second_number"
MORE = f"""
### More

Another {{{{ {NUMBER}.share:.3f }}}}.

```figure {FIGURE}
Another figure.
```

```python live id=adam
print("a box of a name that the Adam article has too")
```
"""
ADDRESS = "https://example.org/x"
PLACE = "body > footer a"


def make(folder, *arguments, **variables):
    command = ["make", "-C", str(folder), *arguments]
    made = subprocess.run(
        command, env=os.environ | variables, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """This project with an article, and in that a second figure and a second number."""
    folder = tmp_path_factory.mktemp("new") / "project"
    checkout_in(folder)
    for what in (f"ARTICLE={SLUG}", f"FIGURE={FIGURE}", f"EXPERIMENT={NUMBER}"):
        make(folder, "new", what)
    with (folder / "content" / SLUG / "layer-0.md").open("a", encoding="utf-8") as layer:
        layer.write(MORE)
    make(folder, "html", PYTHONHASHSEED="1")
    return folder


@pytest.fixture(scope="module")
def output(checkout):
    return checkout / "output"


@pytest.fixture(scope="module")
def new_site(output):
    with serving(output) as address:
        yield address


@pytest.fixture
def article(page, new_site):
    """The new article's page."""
    page.goto(f"{new_site}/{SLUG}/")
    return page


def test_the_article_has_a_page_of_its_own(article):
    """With its title, contents, a card, a reference that is followed, and no other's sections."""
    expect(article.get_by_role("heading", level=1)).to_have_text("Fading Memory")
    entries = article.locator("nav.contents a")
    assert [entry.get_attribute("href") for entry in entries.all()] == ["#layer-0", "#references"]
    expect(article.locator(".admonition.formula .katex-display")).to_be_visible()
    expect(article.locator("a[href='#ref-kingma-ba']")).to_be_visible()
    assert article.locator("#ref-kingma-ba").count() == 1
    assert article.locator("article section").count() == 2


@pytest.mark.parametrize("name", [NAME, FIGURE])
def test_its_slider_moves_drawing_and_words_as_adamcore_has_them(article, output, name):
    """By keyboard; both figures of the page have a slider of the same name."""
    figure = bring_alive(article, name)
    readout = article.locator(f"[id='figure-{name}-readout']")
    expect(readout).to_have_text("the latest 10: 0.65")
    slider = figure.get_by_role("slider", name="β₁")
    slider.focus()
    for _ in range(5):
        article.keyboard.press("ArrowRight")
    share = estimates(np.ones(60), beta1=0.95).m
    expect(readout).to_have_text(f"the latest 10: {share[9]:.2f}")
    expect(figure.get_by_text(f"the latest 10 together {share[9]:.2f}")).to_be_visible()
    document = json.loads(next((output / "figures").glob(f"{name}-*.json")).read_text("utf-8"))
    wanted = Axes(**document["axes"]["wide"]["main"]).pixels(np.arange(1, 61), share)
    assert path(article, name, "share") == pytest.approx(wanted, abs=0.5)


def test_a_link_to_a_state_of_its_figure_is_followed(page, new_site):
    """As in the front page."""
    page.goto(f"{new_site}/{SLUG}/#figure-{NAME}?beta1=0.5")
    expect(page.locator(f"[id='figure-{NAME}-readout']")).to_have_text("the latest 10: 1.00")


def test_its_numbers_are_its_own(article, output):
    """They stand in the page and in the page's values.json, and in that of no other."""
    values = json.loads((output / SLUG / "values.json").read_text("utf-8"))
    assert set(values) == {f"{NAME}.share", f"{NUMBER}.share"}
    for value in values.values():
        assert value["value"] == pytest.approx(1 - 0.9**10)
    texts = [one.text_content() for one in article.locator("a.value").all()]
    assert texts == ["0.65", "0.651"]
    front = json.loads((output / "values.json").read_text("utf-8"))
    assert "no_correction.peak" in front
    assert not set(values) & set(front)
    expect(article.locator(PLACE, has_text="Numbers quoted")).to_have_attribute(
        "href", f"../{SLUG}/values.json"
    )
    expect(article.locator(f"#value-{NUMBER}")).to_be_visible()


def test_its_box_runs(article):
    """With adamcore, from the folder below the root."""
    box = article.locator("#codebox-share")
    box.get_by_role("button", name="Run").click()
    line = "The latest 10 gradients have a share of 0.65"
    expect(box.get_by_role("log", name="Output")).to_contain_text(line)


def test_drafts_of_boxes_of_one_name_do_not_mix(article, new_site):
    """What a reader writes in one article's box stays there."""
    code = article.locator("#codebox-adam").get_by_role("textbox", name="Python code")
    code.fill("mine = 1")
    article.reload()
    assert code.input_value() == "mine = 1"
    article.goto(f"{new_site}/")
    assert "beta1" in code.input_value()


def test_the_front_page_is_still_the_adam_article(page, new_site):
    """Whichever is newer."""
    page.goto(f"{new_site}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Adam Optimizer")
    assert page.locator(f"#figure-{NAME}").count() == 0


@pytest.mark.parametrize("start", ["", f"{SLUG}/"])
def test_every_colophon_leads_to_the_list_of_both(page, new_site, start):
    """Newest first, each with its address."""
    page.goto(f"{new_site}/{start}")
    page.locator(PLACE, has_text="All articles").click()
    entries = page.locator(".articles h2 a")
    assert entries.all_text_contents() == ["Fading Memory", "Adam Optimizer"]
    assert [one.evaluate("a => a.href") for one in entries.all()] == [
        f"{new_site}/{SLUG}/",
        f"{new_site}/",
    ]


def test_no_article_can_take_what_the_site_writes(output):
    """Names that are kept for it are those that it uses."""
    assert {folder.name for folder in output.iterdir() if folder.is_dir()} == RESERVED | {SLUG}


def test_two_builds_give_the_same_bytes(checkout, output):
    """Whatever the order of Python's sets."""
    make(checkout, "html", f"OUTPUT={checkout / 'again'}", PYTHONHASHSEED="2")
    one, other = contents(output), contents(checkout / "again")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def contents(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def test_a_published_site_tells_of_both(checkout):
    """In feed and sitemap, with the words that the author wrote about each."""
    make(checkout, "publish", f"SITEURL={ADDRESS}", "OUTPUT=published")
    published = checkout / "published"
    atom = {"": "http://www.w3.org/2005/Atom"}
    entries = ET.parse(published / "feed.xml").findall("entry", atom)
    links = [entry.find("link", atom).get("href") for entry in entries]
    assert links == [f"{ADDRESS}/{SLUG}/", f"{ADDRESS}/"]
    assert entries[0].findtext("summary", None, atom) == (
        "How far back does a moving average remember?"
    )
    places = set(re.findall("<loc>(.+?)</loc>", (published / "sitemap.xml").read_text("utf-8")))
    assert places == {f"{ADDRESS}/", f"{ADDRESS}/{SLUG}/"}
    page = (published / SLUG / "index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}/{SLUG}/">' in page
