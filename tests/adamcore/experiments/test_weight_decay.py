"""L2 and weight decay: the same for SGD, different for Adam."""

import pytest

from adamcore.experiments.weight_decay import proposition2


def test_proposition_1(result):
    """SGD with L2 and SGD with decay lr * l2 differ by rounding alone, over a real journey."""
    found = result("proposition1")
    assert found.difference < 1e-15
    assert found.travelled > 1


def test_proposition_2_leaves_more_where_gradients_are_large(result):
    """Adam with L2 leaves 0.02, 0.19, 0.82, 0.98 of the weights; AdamW 0.13 of all."""
    found = result("proposition2")
    assert found.l2 == pytest.approx([0.02, 0.19, 0.82, 0.98], abs=5e-3)
    assert found.decoupled == pytest.approx([0.13] * 4, abs=5e-3)


def test_l2_in_adam_depends_on_its_ratio_to_the_gradients_scale_alone():
    """Ten times the strength at ten times the scale leaves the same."""
    weak, strong = (proposition2(l2=l2, steps=200) for l2 in (0.1, 1.0))
    assert strong.l2[1:] == pytest.approx(weak.l2[:-1], rel=1e-5)


def test_paths_begin_at_one_and_end_at_the_result(result):
    """What a figure draws is what the numbers say."""
    found = result("proposition2")
    for path, end in ((found.l2_path, found.l2), (found.decoupled_path, found.decoupled)):
        assert path[0] == pytest.approx(1)
        assert path[-1] == pytest.approx(end)
