"""Packs and shelves: many files in one, the same bytes each time."""

import json

import pytest
import zstandard

from pelican.plugins.codebox.build.pack import Shelf, pack


def test_order_does_not_matter():
    """The same files give the same pack, whatever order they come in."""
    assert pack({"/a": b"1", "/b": b"22"}) == pack({"/b": b"22", "/a": b"1"})


def test_header_tells_paths_and_sizes():
    """A pack opens with the length of a JSON header, and the contents follow in its order."""
    packed = pack({"/b": b"22", "/a": b"1"})
    length = int.from_bytes(packed[:4], "little")
    assert json.loads(packed[4 : 4 + length]) == {"files": [["/a", 1], ["/b", 2]]}
    assert packed[4 + length :] == b"122"


def test_shelf_serves_what_tells_of_damage(tmp_path):
    """A shelved file unpacks to what was put in; with one bit changed it does not unpack at all."""
    shelf = Shelf(tmp_path)
    shelf.add("snapshot", b"memory" * 1000)
    shelf.close()
    data = bytearray((tmp_path / "snapshot.bin").read_bytes())
    assert zstandard.decompress(bytes(data)) == b"memory" * 1000
    data[-1] ^= 1
    with pytest.raises(zstandard.ZstdError):
        zstandard.decompress(bytes(data))


def test_shelf_remembers_sizes_and_facts(tmp_path):
    """What is closed with a shelf is read from it again, with both sizes of each file."""
    shelf = Shelf(tmp_path)
    shelf.add("native", b"x" * 500)
    shelf.close(memory=7)
    found = Shelf.read(tmp_path)
    assert found["memory"] == 7
    assert found["files"]["native"]["size"] == 500
    assert found["files"]["native"]["bytes"] == (tmp_path / "native.bin").stat().st_size
