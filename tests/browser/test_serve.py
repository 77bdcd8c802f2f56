"""`make serve`: the browser shows each change, and each mistake until it is mended."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import eventually, laid_out, until
from tests.tools.checkout import checkout_in

# A build of one second takes many behind three other browsers.
pytestmark = pytest.mark.timeout(900)

LAYER = "content/adam-optimizer/layer-1.md"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A checkout under an odd name, served: its folder, its address, and its server's words."""
    project = tmp_path_factory.mktemp("author") / "my päge's -copy"
    project.mkdir()
    checkout_in(project)
    words = (project / "words").open("w+")
    path = f"{os.path.dirname(sys.executable)}:/usr/bin:/bin"
    process = subprocess.Popen(
        ["make", "serve", "PORT=0"], cwd=project, stdout=words, stderr=subprocess.STDOUT,
        env={"HOME": os.environ["HOME"], "PATH": path}, start_new_session=True,
    )  # fmt: skip
    try:
        yield project, awaited(project, r"(http://\S+) as soon"), process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        words.close()


def awaited(project, pattern):
    """What the pattern finds in the words of the server, as soon as it does."""
    end = time.monotonic() + 120
    while not (found := re.search(pattern, (project / "words").read_text())):
        assert time.monotonic() < end, (project / "words").read_text()
        time.sleep(0.05)
    return found[1]


@pytest.fixture
def layer(served):
    """One layer's file, put back when the test ends."""
    file = served[0] / LAYER
    before = file.read_text()
    yield file
    file.write_text(before)


@pytest.fixture
def reader(served, page):
    """A page of the author's browser, on the site as it was built first."""
    awaited(served[0], r"(built in)")
    page.goto(served[1])
    laid_out(page)  # or it could not be scrolled as far as it will be
    return page


def test_a_changed_paragraph_shows_without_a_hand(reader, layer):
    """The page reloads, and stays where its reader was."""
    reader.evaluate("scrollTo(0, 3000)")
    layer.write_text(layer.read_text() + "\nA paragraph about *penguins*.\n")
    expect(reader.get_by_text("A paragraph about penguins.")).to_have_count(1)
    until(reader, "Math.abs(scrollY - 3000) < 100")


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        ("\n$$ \\frac{a $$\n", r"layer-1\.md:\d+.*malformed formula"),
        ("\n```figure rase\n```\n", r"layer-1\.md:\d+.*did you mean race"),
    ],
)
def test_a_mistake_lies_over_the_page_until_it_is_mended(served, reader, layer, mistake, words):
    """With its file and line, there and in the terminal; the last good page is below it."""
    good = layer.read_text()
    layer.write_text(good + mistake)
    alert = reader.get_by_role("alert")
    expect(alert).to_contain_text(re.compile(words))
    awaited(served[0], f"({words})")
    expect(reader.get_by_role("heading", name="The Adam Update")).to_have_count(1)
    layer.write_text(good)
    expect(alert).to_have_count(0)


def test_several_mistakes_are_all_shown(reader, layer):
    """A line each."""
    layer.write_text(layer.read_text() + "\n$$ \\frac{a $$\n\n{{ no_correction.peek }}\n")
    expect(reader.get_by_role("alert").get_by_role("listitem")).to_have_count(2)


def test_the_last_good_page_can_be_looked_at(reader, layer):
    """By the Escape key, until the next build."""
    layer.write_text(layer.read_text() + "\n[nowhere](#no-such-place)\n")
    alert = reader.get_by_role("alert")
    expect(alert).to_contain_text("dead link")
    reader.keyboard.press("Escape")
    expect(alert).to_have_count(0)


def test_a_page_that_is_opened_later_shows_the_mistake_too(served, reader, layer, context):
    """Whoever comes is told how things stand."""
    layer.write_text(layer.read_text() + "\n!!! formla\n    x\n")
    expect(reader.get_by_role("alert")).to_be_visible()
    other = context.new_page()
    other.goto(served[1])
    expect(other.get_by_role("alert")).to_contain_text("layer-1.md")


def test_changed_python_is_used_by_the_next_build(served, reader):
    """The process that builds is replaced, for it has imported the old code."""
    settings = served[0] / "pelicanconf.py"
    before = settings.read_text()
    try:
        settings.write_text(before.replace("Licences of others", "What others made"))
        expect(reader.get_by_role("link", name="What others made")).to_have_count(1)
        # nor has it left what it had started itself
        eventually(lambda: sum("katex" in one for one in running(served[2].pid)) <= 1)
    finally:
        settings.write_text(before)


def test_a_template_that_is_broken_is_told_with_its_line(served, reader):
    """Not only prose can be wrong."""
    template = served[0] / "theme" / "templates" / "base.html"
    before = template.read_text()
    try:
        template.write_text(before + "\n{% nonsense %}\n")
        alert = reader.get_by_role("alert")
        expect(alert).to_contain_text(re.compile(r"base\.html:\d+.*nonsense"))
    finally:
        template.write_text(before)
    expect(alert).to_have_count(0)


def test_ctrl_c_ends_it_at_once(served):
    """Nothing is left running; the last test of this file, for it ends the server."""
    group = served[2].pid
    os.killpg(group, signal.SIGINT)
    assert served[2].wait(30) != 0
    eventually(lambda: running(group) == [])


def running(session):
    """The commands of all processes that live in a session, whichever group they are of."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _, _, its = (process / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(its) == session and state != "Z":
                found.append((process / "cmdline").read_text().replace("\0", " "))
    return found
