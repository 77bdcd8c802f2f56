"""Programs do in the box what they do under CPython at a desk."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.plugins.codebox.worker.desk_cases import at_desk, in_box, programs

# The first test waits until all programs have run, in both places.
pytestmark = pytest.mark.timeout(900)

PROGRAMS = programs()
# What a row of docs/codebox.md says.
DIFFERENT = {
    "errors: a coroutine that is kept to the end",
    "errors: create_task without a loop",
    "errors: mutual recursion",
}


@pytest.fixture(scope="module")
def both(assembled, recipe):
    """Outcomes at a desk and in the box, by title."""
    target, runtime = assembled
    with ThreadPoolExecutor(2) as side_by_side:
        desk = list(side_by_side.map(at_desk, PROGRAMS.values()))
    box = in_box(list(PROGRAMS.values()), target / runtime.folder, recipe.core)
    return {title: (a, b) for title, a, (b, _) in zip(PROGRAMS, desk, box, strict=True)}


@pytest.mark.parametrize("title", sorted(PROGRAMS.keys() - DIFFERENT))
def test_a_program_does_the_same(both, title):
    """It prints the same to both streams, and ends well or with the same traceback."""
    desk, box = both[title]
    assert box == desk


@pytest.mark.parametrize("title", sorted(DIFFERENT))
def test_a_difference_is_still_one(both, title):
    """What is listed as different is not forgotten once it is mended."""
    desk, box = both[title]
    assert box != desk
