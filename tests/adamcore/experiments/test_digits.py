"""The digits: read from scikit-learn's own file, without importing it."""

import subprocess
import sys

import numpy as np
import pytest

from adamcore.experiments import digits as module
from adamcore.experiments.digits import digits


def test_every_picture_is_there_once():
    """1,797 pictures as scikit-learn gives them, in its order."""
    from sklearn.datasets import load_digits

    x, y = load_digits(return_X_y=True)
    training, test = digits()
    assert (len(training.y), len(test.y)) == (1437, 360)
    assert np.array_equal(np.concatenate([training.x, test.x]), (x / 16).astype(np.float32))
    assert np.array_equal(np.concatenate([training.y, test.y]), y)


def test_the_file_alone_is_enough(monkeypatch, tmp_path):
    """In a reader's browser a package that has nothing but the file stands in for scikit-learn."""
    original = module.file()
    package = tmp_path / module.PACKAGE
    package.mkdir()
    (package / "__init__.py").touch()
    (package / original.name).symlink_to(original)
    monkeypatch.syspath_prepend(tmp_path)
    assert module.file() == package / "digits.csv.gz"


def test_without_the_file_the_error_names_what_is_missing(monkeypatch):
    """For the code box it is the package that it may fetch, for others scikit-learn."""
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    digits.cache_clear()
    with pytest.raises(ModuleNotFoundError, match="digits come with scikit-learn") as caught:
        digits()
    assert caught.value.name == module.PACKAGE


def test_the_experiments_import_numpy_alone():
    """Neither importing them nor listing them brings in scikit-learn or matplotlib."""
    code = (
        "import sys, adamcore.experiments as e; e.values()\n"
        "print(*sorted({m.partition('.')[0] for m in sys.modules} & {'sklearn', 'matplotlib',"
        " 'scipy', 'numpy'}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["numpy"]
