"""What decides a result is its code, and the code of what it imports."""

import pytest

from pelican.plugins.explorable.imports import Sources, code_sum, root_of

CODE = '''"""A module."""

X = 1


def f(x):
    """What f does."""
    return x  # the same


class C:
    """What C is."""

    Y = "text"
'''


@pytest.fixture
def package(tmp_path):
    """Writes modules of the package ``own``, by dotted names."""

    def write(**modules: str) -> Sources:
        for name, text in {"own": "", **modules}.items():
            path = tmp_path / "own" / f"{'__init__' if name == 'own' else name}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        return Sources(tmp_path)

    return write


def summed(tmp_path, text):
    path = tmp_path / "module.py"
    path.write_text(text)
    return code_sum(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  # the same", "  # other words"),
        ("X = 1\n", "X = 1\n\n\n# a remark\n"),
        ("X = 1", "X  =  1"),
        ('"""A module."""\n', ""),
        ("What f does.", "What f really does."),
        ("What C is.", "Something else."),
        ("return x ", "return (x) "),
    ],
)
def test_comments_docstrings_and_white_space_are_not_code(tmp_path, old, new):
    """Nothing is drawn or measured anew for them."""
    assert old in CODE
    assert summed(tmp_path, CODE.replace(old, new)) == summed(tmp_path, CODE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("X = 1", "X = 1.0"),
        ("return x", "return +x"),
        ('"text"', '"text "'),
        ("def f(x)", "def f(x, y=0)"),
        ("class C:", "class C(int):"),
        ("class C:", "@print\nclass C:"),
        ("    return x  # the same\n", ""),
    ],
)
def test_every_other_change_is_one(tmp_path, old, new):
    """Also one that leaves a docstring alone in its function."""
    assert summed(tmp_path, CODE.replace(old, new)) != summed(tmp_path, CODE)


def test_a_docstring_that_is_read_is_code(tmp_path):
    """As where a figure prints the words of its module."""
    text = CODE + "\nprint(f.__doc__)\n"
    assert summed(tmp_path, text) != summed(tmp_path, text.replace("What f does", "What f did"))


def test_what_does_not_parse_counts_as_it_is(tmp_path):
    """It is told when it is run."""
    assert summed(tmp_path, "def f(:") != summed(tmp_path, "def f(:  ")


def test_relative_imports_are_followed(package):
    """Siblings count, and what they import; foreign packages are named."""
    sources = package(
        one="from . import two\nfrom .three import x\nimport numpy.linalg\n",
        two="",
        three="def f():\n    from own.four import y\n",
        four="",
        five="",
    )
    files, foreign = sources.closure("own.one")
    assert set(files) == {"own.one", "own.two", "own.three", "own.four"}
    assert foreign == {"numpy"}


def test_a_package_of_names_is_looked_through(package):
    """A name leads to its module alone; the package as a whole to all."""
    sources = package(own="from .a import A\nfrom .b import B as C\n", a="A = 1", b="B = 1",
                      one="from own import C\n", all="import own\n")  # fmt: skip
    assert set(sources.closure("own.one")[0]) == {"own.one", "own.b"}
    assert set(sources.closure("own.all")[0]) == {"own.all", "own", "own.a", "own.b"}


def test_modules_that_import_each_other_are_no_endless_loop(package):
    """Each counts once."""
    sources = package(a="from .b import B\n", b="from .a import A\n")
    assert set(sources.closure("own.a")[0]) == {"own.a", "own.b"}


def test_a_module_that_is_nowhere_is_named():
    """With the name as it was given."""
    with pytest.raises(ModuleNotFoundError, match=r"no module 'nowhere\.at\.all'"):
        root_of("nowhere.at.all")
