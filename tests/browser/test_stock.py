"""The press as a stranger has it: from its wheel, with plain Pelican and a theme of Pelican's."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.browser.stock.sites import CACHE, ROOT, Site, install
from tests.tools.documents import PRESS, examples
from tools.bootstrap.pythons import version_of
from tools.server import serving
from tools.wheels import wheels

pytestmark = pytest.mark.timeout(600)

T = "```"
SUM = f'{T}python live\nimport numpy as np\nprint("sum", np.arange(4).sum())\n{T}\n'
BOX = '<div class="codebox" '
SCRIPT = re.compile(r'<script type="module"[^>]* src="([^"]*codebox-\w+\.js)"')


@pytest.fixture(scope="module")
def venv(tmp_path_factory):
    """The wheel with all extras, and without adamcore."""
    files = wheels(tmp_path_factory.mktemp("dist"))
    (wheel,) = (file for file in files if file.name.startswith("pelican_explorable"))
    return install(tmp_path_factory.mktemp("venv") / "v", wheel, "all")


@pytest.fixture
def site(venv, tmp_path):
    return Site(tmp_path / "site", venv)


def shows(page, address, line, boxes=1):
    """Runs each box of the page, and waits for what it prints."""
    page.goto(address)
    found = page.locator(".codebox")
    assert found.count() == boxes
    for number in range(boxes):
        found.nth(number).get_by_role("button", name="Run").click()
        found.nth(number).get_by_text(line).wait_for()


def test_a_box_runs_at_any_permalink_below_a_sub_path(site, page):
    """With several boxes a page, in posts, pages, drafts, translations and reStructuredText."""
    site.settings('PLUGINS = ["codebox"]\nDEFAULT_LANG = "en"')
    site.post("hello.md", SUM * 2, Save_as="posts/hello.html", Url="posts/hello.html")
    site.post("deep.md", SUM, Save_as="a/b/index.html", Url="a/b/")
    site.post("draft.md", SUM, Status="draft", Slug="draft")
    site.post("hallo.md", SUM, Slug="hello", Lang="de")
    site.post("plain.md", "No code here.\n\n    indented\n")
    site.post("pages/about.md", SUM)
    site.post("rest.rst", ".. live::\n   :id: rest\n\n   import numpy as np\n"
                          '   print("sum", np.arange(4).sum())\n')  # fmt: skip
    site.built()
    places = {"posts/hello.html": 2, "a/b/index.html": 1, "drafts/draft.html": 1,
              "hello-de.html": 1, "pages/about.html": 1, "rest.html": 1}  # fmt: skip
    for place, count in places.items():
        text = site.page(place)
        assert text.count(BOX) == count, place
        assert len(SCRIPT.findall(text)) == 1, place
        assert (site.output / place).parent.joinpath(SCRIPT.findall(text)[0]).is_file(), place
    assert not [name for name in ("plain.html", "index.html") if "codebox" in site.page(name)]
    host = site.folder / "host"
    (host / "deep").mkdir(parents=True)
    (host / "deep" / "down").symlink_to(site.output)
    with serving(host) as address:
        for place in ("posts/hello.html", "a/b/", "rest.html"):
            shows(page, f"{address}/deep/down/{place}", "sum 6", places.get(place, 1))


def test_what_a_site_has_kept_is_not_taken_for_the_press(site):
    """Pelican's cache of contents, CRLF, relative addresses: the second build has what the first
    has; nothing lands among the sources."""
    site.settings('PLUGINS = ["codebox"]\nLOAD_CONTENT_CACHE = CACHE_CONTENT = True\n'
                  "RELATIVE_URLS = True")  # fmt: skip
    site.post("hello.md", SUM.replace("\n", "\r\n"))
    site.post("other.md", "A post.")
    site.built()
    first = {p.relative_to(site.output): p.read_bytes() for p in site.output.rglob("*.*")}
    for path in sorted(site.output.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    site.built()
    assert first == {p.relative_to(site.output): p.read_bytes() for p in site.output.rglob("*.*")}
    found = {path.name for path in (site.folder / "content").iterdir()}
    assert found == {"hello.md", "other.md"}


WAVE = '''
"""A sine, with a slider for its phase."""

import numpy as np
from matplotlib.figure import Figure

from pelican.plugins.figures.drawing import Drawing


def draw(phase=0.0):
    figure = Figure(figsize=(5, 2))
    ax = figure.add_axes((0.1, 0.2, 0.85, 0.75), gid="axes-main")
    t = np.linspace(0, 6, 61)
    ax.plot(t, np.sin(t + phase), gid="wave")
    ax.set(xlim=(0, 6), ylim=(-1.2, 1.2))
    slider = {"kind": "range", "name": "phase", "label": "phase", "min": 0, "max": 6, "step": 0.1}
    data = {"wave": {"t": t, "y": np.sin(t + phase)}}
    return Drawing(figure, data, "A sine.", {"phase": phase}, controls=[slider])
'''
WAVE_SCRIPT = """
import { enliven } from "#figures/live.js";

export const live = enliven({
  title: "Sine",
  compute: ({ phase }, { wave: { t } }) => ({ wave: { t, y: t.map((x) => Math.sin(x + phase)) } }),
  move: ({ wave }, state, axes) => ({ wave: { d: axes.main.path(wave.t, wave.y) } }),
  describe: (tables, { phase }) => `A sine moved by ${phase}.`,
});
"""


def test_a_figure_of_a_site_s_own_moves(site, page):
    """Drawn by a module of the site, moved by a script beside it, in a theme that knows neither."""
    site.settings('PLUGINS = ["figures"]\nFIGURES_MODULE = "drawings"')
    site.write("drawings/wave.py", WAVE)
    site.write("drawings/wave.js", WAVE_SCRIPT)
    site.post("sine.md", f"{T}figure wave\nA *sine*.\n{T}")
    site.built()
    with serving(site.output) as address:
        page.goto(f"{address}/sine.html")
        slider = page.get_by_role("slider", name="phase")
        path = page.locator("#figure-wave-wave")
        before = path.get_attribute("d")
        slider.focus()
        page.keyboard.press("ArrowRight")
        assert path.get_attribute("d") != before
        page.get_by_text("A sine moved by 0.1.").wait_for()


def test_a_figure_with_controls_and_no_script_is_an_error_at_its_fence(site):
    """It would stay still without a word."""
    site.settings('PLUGINS = ["figures"]\nFIGURES_MODULE = "drawings"')
    site.write("drawings/wave.py", WAVE)
    site.post("sine.md", f"{T}figure wave\nA sine.\n{T}")
    done = site.build()
    assert done.returncode != 0
    assert re.search(r"content/sine\.md:4: .*wave\.js", done.stdout + done.stderr)
    assert not (site.output / "sine.html").exists()


MISTAKES = {
    "a box that does not parse": ("codebox", f"{T}python live\nx =\n{T}", 5, "invalid syntax"),
    "a figure that is none": ("figures", f"text\n\n{T}figure wvae\nx\n{T}", 6, "unknown figure"),
    "a formula": ("formulas", r"text $\frac{a$ text", 4, "malformed formula"),
    "a quotation": ("values", "text {{ cuont.total }}", 4, "no experiment is called 'cuont'"),
}


@pytest.mark.parametrize(("plugin", "text", "line", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_ends_plain_pelican_with_its_place(site, plugin, text, line, message):
    """Nothing is dropped with exit 0; the other posts are not published without it."""
    site.settings(f'PLUGINS = ["{plugin}"]\nFIGURES_MODULE = "drawings"\nVALUES = "counts:values"')
    site.write("drawings/wave.py", WAVE)
    site.write("counts.py", COUNTS)
    site.post("wrong.md", text)
    site.post("right.md", "text")
    done = site.build()
    assert done.returncode != 0
    assert f"content/wrong.md:{line}: " in done.stdout + done.stderr
    assert message in done.stdout + done.stderr
    assert not (site.output / "right.html").exists()


COUNTS = """
class Experiment:
    parameters, description, figure, module = {"n": 3}, "Counts.", None, "counts"

    def run(self):
        return {"total": 1234.5}


def values():
    return {"count": Experiment()}
"""
OTHERS = {
    "braces": "Liquid has {{ page.title }} and {{content}}, and Go {{ .Site.Title }}.",
    "prices": "From $5 to $10, US$ 7; $PATH and $HOME.",
    "a fence that is never closed": f"{T}liquid\n{{{{ x }}}}\n",
    "fences of others": f"{T}python hl_lines=2 line=3\nx = 1\n{T}\n\n{T}figure-caption\n{T}",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_text_of_others_stays_as_it_is(site, text):
    """With all plugins on, a post that uses none of them is what it is without them."""
    site.post("post.md", text)
    plugins = '["codebox", "figures", "formulas", "layers", "values"]'
    site.write("drawings/wave.py", WAVE)
    site.write("counts.py", COUNTS)
    pages = []
    for names in ("[]", plugins):
        more = 'FIGURES_MODULE = "drawings"\nVALUES = "counts:values"'
        site.settings(f"PLUGINS = {names}\n{more}")
        site.built()
        pages.append(site.page("post.html"))
    assert pages[0] == pages[1]


def test_a_change_is_rebuilt_while_pelican_watches(site):
    """By `pelican -r`; a mistake meanwhile does not end it."""
    site.settings('PLUGINS = ["codebox"]')
    site.post("hello.md", SUM)
    wrong, other = f"{T}python live\nx =\n{T}", SUM.replace("arange", "ones")
    with site.watched():
        site.saved("hello.md", SUM, lambda: site.has("hello.html", "arange"))
        site.saved("hello.md", wrong, lambda: site.logged("hello.md:5: invalid syntax"))
        site.saved("hello.md", other, lambda: site.has("hello.html", "ones"))
    assert site.page("hello.html").count(BOX) == 1


def test_formulas_values_and_layers_work_alone(site, page):
    """Formulas bring their style, numbers their report, layers their own reader."""
    site.write("counts.py", COUNTS)
    site.settings('PLUGINS = ["formulas"]')
    site.post("post.md", r"So $e^{x}$, and $5.")
    site.built()
    with serving(site.output) as address:
        page.goto(f"{address}/post.html")
        assert (
            page.locator(".katex-html")
            .evaluate("e => getComputedStyle(e).fontFamily")
            .startswith("KaTeX")
        )
    site.settings('PLUGINS = ["values"]\nVALUES = "counts:values"')
    site.post("post.md", "In all {{ count.total:.1f }}.")
    site.built()
    assert ">1234.5</a>" in site.page("post.html")
    assert '"count.total"' in site.page("post-values.json")
    site.settings('PLUGINS = ["layers"]')
    site.post("deep/article.md", "Lead.", Title="Deep")
    site.write("content/deep/one.md", 'Title: One\nLayer: 0\n\n!!! formula "Card"\n    text\n')
    site.built()
    assert 'data-layer="0"' in site.page("deep.html")
    assert not (site.output / "one.html").exists()


def test_a_site_that_lists_no_plugins_keeps_its_text(site):
    """Pelican then starts all that are installed: what nobody asked for stays quiet."""
    site.settings("")
    site.post("post.md", "It costs $5, or $x$; {{ page.title }}.")
    site.built()
    assert "It costs $5, or $x$; {{ page.title }}." in site.page("post.html")
    assert not (site.output / "runtime").exists()


def test_a_missing_extra_is_told(site):
    """By the name of what pip has to install."""
    site.venv.run(site.folder.parent, "python", "-m", "pip", "uninstall", "-yq", "zstandard")
    try:
        site.settings('PLUGINS = ["codebox"]')
        site.post("hello.md", SUM)
        done = site.build()
        assert done.returncode != 0
        assert "pip install 'pelican-explorable[codebox]'" in done.stdout + done.stderr
    finally:
        pip = ["python", "-m", "pip", "install", "-q", "zstandard"]
        assert site.venv.run(site.folder.parent, *pip).returncode == 0


def page_of_the_press(site, section):
    """The site that a section of plugins/README.md writes, built."""
    files = {one.file: one.body for one in examples(PRESS) if one.file and one.section == section}
    for name, text in files.items():
        site.write(name, text + CACHE * (name == "pelicanconf.py"))
    site.built()


def test_the_page_of_the_press_shows_a_box_that_runs(site, page):
    """In Markdown and in reStructuredText, as plugins/README.md writes them."""
    page_of_the_press(site, "Live Python")
    with serving(site.output) as address:
        shows(page, f"{address}/hello.html", "sum 6")
        shows(page, f"{address}/from-restructuredtext.html", "sum 6")


def test_the_page_of_the_press_shows_a_figure_that_moves(site, page):
    """Module, script and post are those of plugins/README.md."""
    page_of_the_press(site, "Figures")
    with serving(site.output) as address:
        page.goto(f"{address}/sine.html")
        path = page.locator("#figure-wave-wave")
        before = path.get_attribute("d")
        page.get_by_role("slider", name="phase").focus()
        page.keyboard.press("ArrowRight")
        page.get_by_text("A sine moved by 0.1.").wait_for()
        assert path.get_attribute("d") != before


def test_the_page_of_the_press_asks_before_it_answers(site, page):
    """A question in a post, in a theme that knows nothing of it."""
    page_of_the_press(site, "Predict, then see")
    with serving(site.output) as address:
        page.goto(f"{address}/coins.html")
        page.get_by_role("button", name="tails").click()
        page.get_by_text("a coin has no memory").wait_for()


def test_the_page_of_the_press_shows_formulas_numbers_and_layers(site):
    """An article of one layer, with a formula and two numbers."""
    page_of_the_press(site, "Formulas, numbers and layers")
    text = site.page("halving.html")
    assert 'data-layer="0"' in text
    assert '<span class="katex"' in text
    assert ">10</a>" in text
    assert ">9.77\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}10<sup>−4</sup></a>" in text  # noqa: RUF001 (as they are printed)


def another_python():
    """A Python that is not this one, and that the press runs on; None if this machine has none."""
    folders = Path.home().glob(".pyenv/versions/3.1[2-9]*/bin")
    names = [str(folder / "python") for folder in sorted(folders)]
    names += filter(None, (shutil.which(f"python3.{minor}") for minor in (12, 14, 15)))
    own = f"3.{sys.version_info.minor}"
    return next((name for name in names if version_of(name) not in ("", own)), None)


@pytest.mark.skipif(another_python() is None, reason="no other Python is on this machine")
def test_another_python_builds_the_same_runtime(site, tmp_path_factory):
    """The browser's own Python makes the bytecode, so that the same files come of any."""
    files = wheels(tmp_path_factory.mktemp("dist"))
    (wheel,) = (file for file in files if file.name.startswith("pelican_explorable"))
    other = install(tmp_path_factory.mktemp("venv") / "v", wheel, "codebox", another_python())
    found = []
    for number, venv in enumerate((site.venv, other)):
        own = Site(site.folder / str(number), venv)
        cache = own.folder / "cache"
        downloads = cache / "runtime" / "downloads"
        shutil.copytree(ROOT / ".cache" / "stock" / "runtime" / "downloads", downloads)
        more = f"EXPLORABLE_CACHE = {str(cache)!r}\nCODEBOX_LATER = []"
        own.settings(f'PLUGINS = ["codebox"]\n{more}')
        own.post("hello.md", SUM)
        own.built()
        (manifest,) = own.output.glob("runtime/*/manifest.json")
        found.append((manifest.parent.name, manifest.read_bytes()))
    assert found[0] == found[1]
