"""Sources are asked in order, the sum decides, and a failure names them all."""

import hashlib

import pytest

from pelican.plugins.codebox.build.recipe import AssemblyError, Package, Recipe
from pelican.plugins.codebox.build.sources import Address, Carrier, Folder, fetch, sources
from tools.server import serving

DATA = b"a wheel" * 100
WHEEL = Package("numpy", "numpy.whl", hashlib.sha256(DATA).hexdigest(), ("numpy",))


class Dead:
    """A source that cannot be reached."""

    name = "the moon"

    def read(self, file):
        raise TimeoutError("timed out")


class Torn:
    """A source whose connection breaks, or whose reader is interrupted, after the first chunk."""

    name = "a bad line"

    def __init__(self, error):
        self.error = error

    def read(self, file):
        yield DATA[:10], len(DATA)
        raise self.error


def folder_with(path, data=DATA):
    path.mkdir()
    (path / WHEEL.file).write_bytes(data)
    return Folder(path)


def quiet(_):
    """Takes no notes."""


def test_the_first_source_that_serves_is_taken(tmp_path):
    """A source that fails is passed over for the next one."""
    places = [Dead(), folder_with(tmp_path / "mirror")]
    assert fetch(WHEEL, tmp_path / "cache", places, quiet).read_bytes() == DATA


def test_what_is_in_the_cache_needs_no_source(tmp_path):
    """Offline, the cache serves."""
    fetch(WHEEL, tmp_path / "cache", [folder_with(tmp_path / "mirror")], quiet)
    assert fetch(WHEEL, tmp_path / "cache", [], quiet).read_bytes() == DATA


def test_a_damaged_cache_is_not_believed(tmp_path):
    """A cached file whose sum is wrong is fetched again."""
    mirror = folder_with(tmp_path / "mirror")
    fetch(WHEEL, tmp_path / "cache", [mirror], quiet).write_bytes(b"rot")
    assert fetch(WHEEL, tmp_path / "cache", [mirror], quiet).read_bytes() == DATA


def test_a_wrong_sum_is_passed_over_and_told(tmp_path):
    """A file that is not what the lock says is told of with its source, and never used."""
    told = []
    places = [folder_with(tmp_path / "bad", b"other"), folder_with(tmp_path / "good")]
    assert fetch(WHEEL, tmp_path / "cache", places, told.append).read_bytes() == DATA
    assert any(str(tmp_path / "bad") in line and "replace the file" in line for line in told)


def test_when_every_source_fails_one_line_names_each(tmp_path):
    """The error lists each source with its reason, and says what to do."""
    places = [Dead(), Folder(tmp_path / "gone"), folder_with(tmp_path / "bad", b"other")]
    with pytest.raises(AssemblyError) as caught:
        fetch(WHEEL, tmp_path / "cache", places, quiet)
    message = str(caught.value)
    assert "\n" not in message
    assert "the moon: timed out" in message
    assert f"{tmp_path / 'gone'}: No such file or directory" in message
    assert f"{tmp_path / 'bad'}: sha256" in message
    assert "PYODIDE_MIRROR" in message


@pytest.mark.parametrize("error", [ConnectionResetError("reset"), KeyboardInterrupt()])
def test_nothing_half_loaded_is_kept(tmp_path, error):
    """A download that breaks off, or is interrupted, leaves no file in the cache."""
    with pytest.raises((AssemblyError, KeyboardInterrupt)):
        fetch(WHEEL, tmp_path / "cache", [Torn(error)], quiet)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_progress_is_bytes_of_bytes(tmp_path):
    """While a file loads, each chunk is told as bytes of bytes."""
    told = []
    fetch(WHEEL, tmp_path / "cache", [folder_with(tmp_path / "mirror")], told.append)
    assert told == ["numpy.whl: 700 of 700 bytes"]


def test_an_address_serves(tmp_path):
    """A mirror may be an address, with or without a slash at its end."""
    folder_with(tmp_path / "mirror")
    with serving(tmp_path) as address:
        place = Address(f"{address}/mirror")
        assert fetch(WHEEL, tmp_path / "cache", [place], quiet).read_bytes() == DATA


def test_sources_come_in_order(tmp_path, monkeypatch):
    """The mirror of PYODIDE_MIRROR is asked first, then Pyodide's own host, then the carrier."""
    (tmp_path / "package.json").write_text('{"version": "1.2.3"}')
    (tmp_path / "pyodide.mjs").write_text("u=`https://example.org/pyodide/v${B}/full/`")
    monkeypatch.setenv("PYODIDE_MIRROR", "/mnt/mirror")
    mirror, host, carrier = sources(Recipe(core=tmp_path))
    assert (mirror.name, host.name) == ("/mnt/mirror", "https://example.org/pyodide/v1.2.3/full/")
    assert isinstance(carrier, Carrier)
