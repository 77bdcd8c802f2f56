"""`python -m tools.new` writes something whole, or says in one line why it wrote nothing."""

import subprocess
import sys

import pytest

from tests.tools.checkout import ROOT
from tools.new import NameTakenError, NewError
from tools.new.names import LONGEST, identifier, title, untaken
from tools.new.pieces import KINDS
from tools.new.writing import write
from tools.sources import copy_sources

pytestmark = pytest.mark.site

ARTICLE, NAME = "fading-memory", "fading_memory"
FILES = {
    f"content/{ARTICLE}/article.md",
    f"content/{ARTICLE}/layer-0.md",
    f"content/{ARTICLE}/references.bib",
    f"content/{ARTICLE}/references.md",
    f"adamcore/figures/{NAME}.py",
    f"article/figures/{NAME}.js",
    f"adamcore/experiments/{NAME}.py",
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """This project with a new article, a new figure and a new experiment."""
    folder = tmp_path_factory.mktemp("new") / "project"
    copy_sources(ROOT, folder)
    for arguments in (("article", ARTICLE), ("figure", "a_figure"), ("experiment", "a_number")):
        made = new(folder, *arguments)
        assert made.returncode == 0, made.stderr
    return folder


def new(folder, *arguments):
    command = [sys.executable, "-m", "tools.new", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def run(folder, *command):
    ran = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("article", "Fading Memory", "article 'Fading Memory' is no name; write small letters"),
        ("article", "fading--memory", "is no name"),
        ("article", "2-steps", "is no name"),
        ("article", "../elsewhere", "is no name"),
        ("figure", "fading-memory", "is no name; write small letters, digits and underscores"),
        ("figure", "class", "'class' is a word of Python"),
        ("experiment", "_private", "is no name"),
        ("experiment", "long" * 10, f"is too long; a name has at most {LONGEST} characters"),
    ],
)
def test_a_name_that_cannot_be_is_told(kind, name, message):
    """Before any file of that name is looked for."""
    with pytest.raises(NewError, match=message):
        untaken(kind, name, ROOT)


@pytest.mark.parametrize(
    ("kind", "name", "owner"),
    [
        ("article", "adam-optimizer", "content/adam-optimizer"),
        ("article", "figures", "the site's own folder figures/"),
        ("figure", "decay", r"adamcore/figures/decay\.py"),
        ("figure", "style", r"adamcore/figures/style\.py"),
        ("experiment", "bias", r"adamcore/experiments/bias\.py"),
        ("experiment", "step_bound", r"adamcore\.experiments\.bias"),
        ("experiment", "values", r"a name in adamcore\.experiments"),
    ],
)
def test_a_name_that_is_taken_is_told_with_what_has_it(kind, name, owner):
    """Modules and numbers of one name would hide each other."""
    with pytest.raises(NameTakenError, match=f"the name is taken by {owner}; choose another"):
        untaken(kind, name, ROOT)


def test_an_address_is_taken_whatever_the_folder_is_called(tmp_path):
    """An article's slug need not be that of its folder."""
    folder = tmp_path / "content" / "old"
    folder.mkdir(parents=True)
    (folder / "article.md").write_text("Title: T\nSlug: fresh\n\ntext")
    (folder / "one.md").write_text("Title: T\nLayer: 0\n\ntext")
    with pytest.raises(NameTakenError, match=r"taken by content/old/article\.md"):
        untaken("article", "fresh", tmp_path)


def test_a_name_reads_as_a_title_and_as_an_identifier():
    """Hyphens are an address's, underscores are code's."""
    assert title("fading-memory") == title("fading_memory") == "Fading Memory"
    assert identifier("fading-memory") == "fading_memory"


@pytest.mark.parametrize("there", sorted(FILES))
def test_all_is_written_or_nothing(tmp_path, there):
    """Whichever file is there already, it stays, and no other comes to be."""
    (tmp_path / there).parent.mkdir(parents=True)
    (tmp_path / there).write_text("mine")
    with pytest.raises(NameTakenError, match=f"{there} is there already; nothing was written"):
        write(KINDS["article"](ARTICLE), tmp_path)
    left = [path for path in tmp_path.rglob("*") if not (tmp_path / there).is_relative_to(path)]
    assert left == []
    assert (tmp_path / there).read_text() == "mine"


def test_what_cannot_be_written_leaves_nothing(tmp_path):
    """A file where a folder should be is told with the system's own words."""
    (tmp_path / "article").write_text("a file")
    with pytest.raises(NewError, match=r"article/figures/\w+\.js: .+; nothing was written"):
        write(KINDS["figure"](NAME), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["article"]


def test_it_tells_what_it_wrote_and_what_to_do_next(checkout):
    """The files in order, and the address under which they are served."""
    made = new(checkout, "article", "another-one")
    *files, last = made.stdout.splitlines()
    assert {file.replace("another", "fading").replace("one", "memory") for file in files} == FILES
    assert all((checkout / file).is_file() for file in files)
    assert last == "Next: `make serve`, and open http://127.0.0.1:8000/another-one/"
    for file in files:
        (checkout / file).unlink()


@pytest.mark.parametrize("arguments", [(), ("article",), ("poem", "a"), ("figure", "a", "b")])
def test_without_a_kind_and_a_name_it_says_how_to_call_it(arguments):
    """In one line, with the status of a wrong call."""
    made = new(ROOT, *arguments)
    assert made.returncode == 2
    assert made.stderr.startswith("new: say what: make new ARTICLE=slug, ")
    assert made.stderr.count("\n") == 1


def test_a_refusal_is_one_line(checkout):
    """An article whose figure's name is taken is refused whole."""
    made = new(checkout, "article", "decay")
    told = "new: figure 'decay': the name is taken by adamcore/figures/decay.py; choose another\n"
    assert (made.returncode, made.stdout, made.stderr) == (1, "", told)
    assert not (checkout / "content" / "decay").exists()


def test_what_is_written_is_lint_clean(checkout):
    """As ruff and mypy check it here; the longest name fits as well."""
    longest = "m" * LONGEST
    for arguments in (("article", longest), ("figure", f"f{longest[1:]}")):
        assert new(checkout, *arguments).returncode == 0
    python = [f"adamcore/{kind}/{name}.py" for kind in ("figures", "experiments")
              for name in (NAME, longest)] + ["adamcore/experiments/a_number.py"]  # fmt: skip
    run(checkout, "ruff", "check", *python)
    run(checkout, "ruff", "format", "--check", *python)
    run(checkout, "mypy", *python)
    for path in [*checkout.rglob(f"{longest}.*"), *checkout.rglob(f"f{longest[1:]}.*")]:
        path.unlink()
    for path in (checkout / "content" / longest).iterdir():
        path.unlink()


def test_what_is_written_passes_the_tests_of_its_kind(checkout):
    """Those that every figure and every experiment passes."""
    folder = checkout / "tests" / "adamcore"
    tests = [folder / "figures" / "test_drawings.py", folder / "figures" / "test_agreement.py",
             folder / "experiments" / "test_registry.py"]  # fmt: skip
    names = f"{NAME} or a_figure or a_number or scripts"
    run(checkout, "pytest", "-p", "no:cacheprovider", *map(str, tests), "-k", names)
