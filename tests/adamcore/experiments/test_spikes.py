"""How long Adam remembers a spike."""

from math import ceil, log

import pytest


@pytest.mark.parametrize(("beta2", "steps"), [(0.999, 3862), (0.99, 614), (0.95, 152)])
def test_steps_until_the_root_of_v_is_within_a_tenth(result, beta2, steps):
    """As counted, and by the closed form: v - 1 = (1 - beta2) (100^2 - 1) beta2^k <= 1.1^2 - 1."""
    closed = log(0.21 / ((1 - beta2) * 9999)) / log(beta2)
    assert result("spike").steps[beta2] == steps == ceil(closed)
