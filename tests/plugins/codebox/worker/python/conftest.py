"""The Python side of the code box, run in the tests' own process."""

import gc

import pytest


@pytest.fixture(autouse=True, scope="module")
def light():
    """Each run collects garbage: what other tests have left is not looked through again."""
    gc.freeze()
    yield
    gc.unfreeze()
