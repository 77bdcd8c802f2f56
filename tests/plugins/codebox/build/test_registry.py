"""Wheels of pure Python, pinned and fetched by pip."""

import pytest

from pelican.plugins.codebox.build.recipe import AssemblyError
from pelican.plugins.codebox.build.registry import pinned, registered
from pelican.plugins.codebox.settings import TQDM
from pelican.plugins.explorable.files import sha256


@pytest.mark.parametrize(
    "line",
    ["tqdm", "tqdm==4.67.1", "tqdm>=4 --hash=sha256:" + "0" * 64, "tqdm==1 --hash=sha256:00", ""],
)
def test_a_line_that_leaves_the_bytes_open_is_refused(line):
    """With what to write instead."""
    with pytest.raises(AssemblyError, match="does not pin a wheel; write name==version --hash"):
        pinned(line)


def test_a_wheel_is_fetched_once_and_kept_by_its_sum(tmp_path):
    """A damaged copy is fetched anew."""
    told = []
    wanted = pinned(TQDM)
    wheel = registered(wanted, "3.13", tmp_path, told.append)
    assert sha256(wheel.read_bytes()) == wanted.sha256
    assert wheel.parent == tmp_path / "downloads"
    assert registered(wanted, "3.13", tmp_path, told.append) == wheel
    assert len(told) == 1
    wheel.write_bytes(b"damaged")
    assert sha256(registered(wanted, "3.13", tmp_path, told.append).read_bytes()) == wanted.sha256
    assert len(told) == 2


def test_another_sum_than_the_registry_s_is_told(tmp_path):
    """The bytes of someone else are not taken."""
    with pytest.raises(AssemblyError, match=r"tqdm 4\.67\.1 cannot be had: pip: "):
        registered(pinned("tqdm==4.67.1 --hash=sha256:" + "0" * 64), "3.13", tmp_path, print)


def test_a_wheel_with_machine_code_is_refused(tmp_path):
    """Of NumPy there is no wheel for every machine."""
    with pytest.raises(AssemblyError, match="cannot be had"):
        registered(pinned("numpy==2.2.5 --hash=sha256:" + "0" * 64), "3.13", tmp_path, print)
