"""A cache may be lost, never wrong."""

import os
import random

import pytest

from pelican.plugins.explorable.store import Store

DATA = bytes(range(256)) * 4


@pytest.fixture
def told():
    return []


@pytest.fixture
def store(tmp_path, told):
    store = Store(tmp_path / "cache", told.append)
    store.put("entry", DATA)
    return store


def test_an_entry_comes_back_as_it_was(store, told):
    """What nobody has kept is none, without a word."""
    assert store.get("entry") == DATA
    assert store.get("other") is None
    assert told == []


def test_no_flipped_bit_goes_unnoticed(store, told):
    """Wherever it is, in the data or in their sum; a line names the file."""
    path = store.path / "entry"
    content = path.read_bytes()
    chosen = random.Random(3).sample(range(8 * len(content)), 300)
    for bit in [0, 8 * 64, *chosen]:
        damaged = bytearray(content)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        assert store.get("entry") is None, bit
    assert len(told) == 302
    assert set(told) == {f"{path}: damaged; it is made anew"}


@pytest.mark.parametrize("length", [0, 1, 64, 65, 700])
def test_a_truncated_entry_is_none(store, told, length):
    """Also one that ends where the data would begin."""
    path = store.path / "entry"
    path.write_bytes(path.read_bytes()[:length])
    assert store.get("entry") is None
    assert len(told) == 1


def test_a_folder_in_an_entrys_place_is_told_and_left_alone(store, told):
    """It is not the store's; the entry cannot be kept then, which costs time alone."""
    path = store.path / "entry"
    path.unlink()
    path.mkdir()
    (path / "file").write_text("somebody's")
    assert store.get("entry") is None
    store.put("entry", DATA)
    assert (path / "file").read_text() == "somebody's"
    assert [line.rpartition("; ")[2] for line in told] == ["it is made anew", "it is not kept"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path, told):
    """As where a file has its name, or the disk is read-only."""
    (tmp_path / "file").write_text("")
    Store(tmp_path / "file" / "cache", told.append).put("entry", DATA)
    assert len(told) == 1


def test_only_the_newest_are_kept(store):
    """Others' entries are not counted."""
    for age in range(5):
        store.put(f"a-{age}", b"")
        os.utime(store.path / f"a-{age}", (age, age))
    store.forget("a-*", 2)
    assert sorted(path.name for path in store.path.iterdir()) == ["a-3", "a-4", "entry"]
