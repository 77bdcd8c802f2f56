"""docs/architecture.md: its drawing is what the imports are, and what it names is there."""

import ast
import re
from functools import cache

import pytest

from pelican.plugins.explorable.places import SourceError
from tools.architecture.__main__ import DOCUMENT, ESBUILD, main
from tools.architecture.drawing import CLOSING, OPENING, differences, draw, placed, read
from tools.architecture.rooms import PLUGINS, room_of
from tools.build import ROOT

TEXT = (ROOT / DOCUMENT).read_text("utf-8")

PRESS, ADAMCORE, TOOLS = f"{PLUGINS}/", "adamcore/", ("tools/", "bench/")
SITE = ("theme/", "article/", "pelicanconf.py", "publishconf.py")
PAGES = re.compile(rf"{PLUGINS}/\w+/page/")
EXPLORABLE = f"{PLUGINS}/explorable/"

# Each says of a file and of one that it imports, or only names, whether the rule allows that.
RULES = {
    "adamcore imports nothing of the rest of the house.": (
        lambda file, other: not file.startswith(ADAMCORE) or other.startswith("adamcore")
    ),
    "The press imports no adamcore, no theme, no article, no tools.": (
        lambda file, other: not file.startswith(PRESS) or f"{other}/".startswith(PRESS)
    ),
    "The theme imports neither the press nor the article.": (
        lambda file, other: not file.startswith("theme/") or other.startswith("theme/")
    ),
    "The article imports only adamcore, the theme and what the press has for pages.": (
        lambda file, other: (
            not file.startswith("article/")
            or other.startswith(("article/", "adamcore/", "theme/"))
            or PAGES.match(other)
        )
    ),
    "No plugin but explorable is imported by another plugin.": (
        lambda file, other: (
            not (file.startswith(PRESS) and other.startswith(PRESS))
            or other.startswith(EXPLORABLE)
            or plugin(file) == plugin(other)
        )
    ),
    "What runs in a worker imports nothing that is made for the page.": (
        lambda file, other: not re.search(r"/(worker|engine)/", file) or not PAGES.match(other)
    ),
    "The set-up imports nothing: it runs before anything is installed.": (
        lambda file, other: (
            not file.startswith("tools/bootstrap/") or room_of(other) in ("", "tools/bootstrap")
        )
    ),
}


@cache
def ours():
    """This house; read by the process that looks at it."""
    return read(ROOT, ESBUILD)


def plugin(path):
    return path.removeprefix(PRESS).partition("/")[0]


@pytest.fixture
def house(tmp_path):
    """Writes files by their paths, and returns the folder that they stand in."""

    def write(files):
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        return tmp_path

    return write


def test_the_drawing_is_what_the_imports_are():
    """Nothing is drawn by hand; `python -m tools.architecture` draws it anew."""
    drawing = draw(ours())
    assert differences(TEXT, drawing, DOCUMENT) == []
    assert placed(TEXT, drawing, DOCUMENT) == TEXT


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_its_rules(rule):
    """Each rule of the document holds between all files."""
    assert f"- {rule}\n" in TEXT
    pairs = ours().imports | ours().mentions
    assert [pair for pair in sorted(pairs) if not RULES[rule](*pair)] == []


def test_imports_of_python_are_arrows(house):
    """Relative ones, those inside of functions, and names that are modules lead to their files."""
    root = house(
        {
            "adamcore/__init__.py": "",
            "adamcore/figures/__init__.py": "",
            "adamcore/figures/race.py": "def draw():\n    from .. import rules",
            "adamcore/rules.py": "import numpy",
            "bench/speed.py": "from adamcore.figures import race",
        }
    )
    assert read(root, ESBUILD).imports == {
        ("adamcore/figures/race.py", "adamcore/rules.py"),
        ("bench/speed.py", "adamcore/figures/race.py"),
    }


def test_imports_of_scripts_and_styles_are_arrows(house):
    """Dynamic ones and aliases of package.json too; neither packages nor comments are any."""
    page = f"{PLUGINS}/figures/page"
    root = house(
        {
            "package.json": f'{{"imports": {{"#figures/*": "./{page}/*"}}}}',
            "article/a.js": 'import "#figures/live.js"; import("./b.js"); // import "./c.js"',
            "article/b.js": 'import "zstddec";',
            "article/c.js": "",
            "article/main.css": '@import "../theme/main.css";',
            "theme/main.css": '@import "katex/dist/katex.min.css"; a { color: red }',
            f"{page}/live.js": "export const live = 1;",
        }
    )
    assert read(root, ESBUILD).imports == {
        ("article/a.js", f"{page}/live.js"),
        ("article/a.js", "article/b.js"),
        ("article/main.css", "theme/main.css"),
    }


def test_files_that_are_only_named_are_dotted_arrows(house):
    """Paths beside the file, and what a string of the settings leads to."""
    box = f"{PLUGINS}/codebox"
    root = house(
        {
            "pelicanconf.py": 'PLUGINS = ["codebox", "toc"]; VALUES = "adamcore:values"',
            "adamcore/__init__.py": "",
            f"{box}/__init__.py": 'PAGE = Path(__file__).parent / "page"; BOX = PAGE / "box.js"',
            f"{box}/page/box.js": "",
        }
    )
    drawing = draw(read(root, ESBUILD))
    assert re.findall(r"^  (.* -\S+ .*)$", drawing, re.MULTILINE) == [
        "pelicanconf_py -.-o adamcore & codebox",
        "codebox -.-o codebox_page",
    ]


def test_a_file_in_no_room_is_told(house):
    """A new folder is not left out of the drawing in silence."""
    with pytest.raises(SourceError, match=r"plugins/lost\.py:1: this file stands in no room"):
        read(house({"plugins/lost.py": ""}), ESBUILD)


def test_check_tells_what_differs_and_changes_nothing(house, monkeypatch, capsys):
    """A line for each room and arrow, and what to run."""
    root = house({DOCUMENT: f"{OPENING}\n{CLOSING}\n", "adamcore/rules.py": "", "bench/a.py": ""})
    monkeypatch.setattr("tools.architecture.__main__.ROOT", root)
    assert main([]) == main(["--check"]) == 0
    drawn = (root / DOCUMENT).read_text()
    house({"bench/a.py": "import adamcore.rules"})
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == (
        f"{DOCUMENT}:1: not drawn: bench --> adamcore\nrun python -m tools.architecture\n"
    )
    assert (root / DOCUMENT).read_text() == drawn
    assert main([]) == 0
    house({"bench/a.py": ""})
    assert main(["--check"]) == 1
    assert "drawn, but not so: bench --> adamcore" in capsys.readouterr().err


def test_a_document_without_a_place_for_the_drawing_is_told(house, monkeypatch, capsys):
    """The two marks are named, and nothing is written."""
    root = house({DOCUMENT: f"{CLOSING}\n{OPENING}\n", "adamcore/rules.py": ""})
    monkeypatch.setattr("tools.architecture.__main__.ROOT", root)
    assert main([]) == 1
    assert f"{DOCUMENT}:1: no place for the drawing" in capsys.readouterr().err


def named():
    """What stands in backticks, headings apart: the files, and names each with its file."""
    file = None
    prose = re.sub(r"^(#[^\n]*|```mermaid.*?^```)$", "", TEXT, flags=re.MULTILINE | re.DOTALL)
    for name, owner in re.findall(r"`([^`]+)`(?:(?=\s+of\s+`([^`]+)`)|)", prose):
        if found := located(name):
            file = found
            yield name, None
        else:
            yield name, located(owner) or file


def located(path):
    places = [ROOT / path, ROOT / PLUGINS / path] if path else []
    return next((place for place in places if place.exists()), None)


def has(file, name):
    """Whether a file defines ``name()``, or else mentions it; of a folder, one of its files."""
    files = [file] if file.is_file() else file.rglob("*.py")
    texts = {path: path.read_text("utf-8") for path in files}
    if not name.endswith("()"):
        return any(name in text for text in texts.values())
    find = python_has if file.suffix == ".py" or file.is_dir() else script_has
    return any(find(text, name.removesuffix("()").split(".")) for text in texts.values())


def python_has(text, names):
    nodes = list(ast.walk(ast.parse(text)))
    for name in names:
        found = [n for n in nodes if isinstance(n, DEFINITIONS) and n.name == name]
        nodes = [inner for node in found for inner in node.body]
    return bool(found)


DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def script_has(text, names):
    for owner in names[:-1]:
        match = re.search(rf"^(export )?class {owner}\b.*?^}}", text, re.MULTILINE | re.DOTALL)
        text = match[0] if match else ""
    own = rf"\b(function|class|const) {names[-1]}\b|^\s+(async )?{names[-1]}\([^()]*\) {{$"
    return bool(re.search(own, text, re.MULTILINE))


@pytest.mark.parametrize(("name", "file"), sorted(set(named()), key=str))
def test_what_the_document_names_is_there(name, file):
    """Every file, and every name in the file that it is said to be in."""
    assert located(name) or (file and has(file, name))


def test_the_document_names_files_and_names():
    """The list is not empty for want of backticks that are read."""
    assert {bool(located(name)) for name, _ in named()} == {True, False}


def test_what_is_not_there_is_not_found():
    """The search for names can fail: for a function, a method and a mere word."""
    box = located("codebox/page/box.js")
    assert has(box, "Box.run()")
    assert not any(has(box, name) for name in ("Box.fly()", "Pool.run()", "flies", "fly()"))
    store = located("explorable/store.py")
    assert has(store, "Store.put()")
    assert not any(has(store, name) for name in ("Store.fly()", "Folder.put()", "flies", "fly()"))
