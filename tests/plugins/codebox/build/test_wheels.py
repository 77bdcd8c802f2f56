"""What the browser gets of a wheel."""

import zipfile

import pytest

from pelican.plugins.codebox.build.wheels import module, read_wheel

SITE = "/lib/python3.13/site-packages"


@pytest.fixture
def wheel(tmp_path):
    """A wheel with what there is in wheels."""
    path = tmp_path / "some.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in (
            "some/__init__.py",
            "some/core.cpython-313-wasm32-emscripten.so",
            "some/__init__.pyi",
            "some/tests/test_core.py",
            "some/include/some.h",
            "some/testing.py",
            "some-1.0.dist-info/RECORD",
        ):
            archive.writestr(name, "x")
        metadata = "Metadata-Version: 2.1\nName: some\nVersion: 1.0\nAuthor: a\n\nVersion: none\n"
        archive.writestr("some-1.0.dist-info/METADATA", metadata)
    return path


def test_code_comes_and_the_rest_stays(wheel):
    """Modules and metadata come along; tests, stubs, headers and records do not."""
    assert sorted(path.removeprefix(f"{SITE}/") for path in read_wheel(wheel, SITE)) == [
        "some-1.0.dist-info/METADATA",
        "some/__init__.py",
        "some/core.cpython-313-wasm32-emscripten.so",
        "some/testing.py",
    ]


def test_metadata_is_brief(wheel):
    """Of the metadata, name and version come along, for importlib.metadata."""
    metadata = read_wheel(wheel, SITE)[f"{SITE}/some-1.0.dist-info/METADATA"]
    assert metadata == b"Metadata-Version: 2.1\nName: some\nVersion: 1.0\n"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/lib/python3.13/json/__init__.pyc", "json"),
        ("/lib/python3.13/site-packages/numpy/fft/_helper.py", "numpy.fft._helper"),
        (f"{SITE}/a/b.cpython-313-wasm32-emscripten.so", "a.b"),
        (f"{SITE}/a/data.json", None),
        ("/home/reader.py", None),
    ],
)
def test_names_of_modules(path, name):
    """A path below the library or the site's packages has a dotted name if it is a module."""
    assert module(path) == name
