"""Experiments run once a session; those on digits are read back if the build has run them."""

from functools import cache
from pathlib import Path

import pytest

from adamcore.experiments import memory, values

RESULTS = Path(__file__).parents[3] / ".cache" / "results"


@pytest.fixture(scope="session")
def result():
    """A function that gives the result of the experiment of a name, in its default setting."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(memory.FOLDER, str(RESULTS))
        yield cache(lambda name: values()[name].function())
