"""Files and folders are whole or not there."""

import pytest

from pelican.plugins.explorable.files import folder, write


def interrupted(path, error):
    """Starts to fill a folder, and does not get far."""
    with folder(path) as aside:
        (aside / "half").write_text("h")
        raise error


def names(path):
    return sorted(entry.name for entry in path.iterdir())


def test_write_replaces_a_file(tmp_path):
    """The new contents take the place of the old ones, in a folder that is made if need be."""
    write(tmp_path / "deep" / "a", b"old")
    write(tmp_path / "deep" / "a", b"new")
    assert (tmp_path / "deep" / "a").read_bytes() == b"new"
    assert names(tmp_path / "deep") == ["a"]


def test_an_interrupted_folder_leaves_nothing(tmp_path):
    """An interrupt while a folder is filled leaves neither the folder nor what was in it."""
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "built", KeyboardInterrupt())
    assert names(tmp_path) == []


def test_an_interrupted_folder_spares_the_old_one(tmp_path):
    """The folder that was there stays as it was when its successor is not finished."""
    with folder(tmp_path / "built") as aside:
        (aside / "whole").write_text("w")
    with pytest.raises(OSError, match="full"):
        interrupted(tmp_path / "built", OSError("disk full"))
    assert names(tmp_path / "built") == ["whole"]
