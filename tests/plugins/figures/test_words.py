"""Controls at their values, in words: the same at the build as in the page."""

import json
import subprocess
from pathlib import Path

import pytest

from pelican.plugins.figures.words import drawn_at

PAGE = Path(__file__).parents[3] / "plugins" / "pelican" / "plugins" / "figures" / "page"

CASES = [
    ({"kind": "range", "name": "a", "label": "mean μ", "min": -2, "max": 2, "step": 0.01,
      "show": ".2f"}, [-0.35, 0, -0.0, 1.5]),
    ({"kind": "range", "name": "a", "label": "step", "min": 0, "max": 9999, "step": 1, "show": ","},
     [0, 200, 9999]),
    ({"kind": "range", "name": "a", "label": "at", "min": 0, "max": 1, "step": 0.5, "show": "",
      "unit": "°"}, [0.5, 1]),
    ({"kind": "stops", "name": "a", "label": "seen once in … steps (precomputed)",
      "values": [1, 10, 1000]}, [1, 10, 1000]),
    ({"kind": "decades", "name": "a", "label": "ε", "from": -10, "to": 7, "per": 3},
     [1e-8, 2.15e-5, 0.00215, 0.1, 4.64, 1000, 2.15e6]),
    ({"kind": "nines", "name": "a", "label": "β₂", "from": 0, "to": 4, "per": 60, "show": ""},
     [0.0, 0.9, 0.9038, 0.9999]),
    ({"kind": "choice", "name": "a", "label": "Surface", "options": {"x": "a ravine"}}, ["x"]),
    ({"kind": "toggle", "name": "a", "label": "correction"}, [True, False]),
    ({"kind": "coordinate", "name": "a", "label": "x", "limits": [-9, 9]}, [-4, 1.5, 0.12345]),
]  # fmt: skip
SCRIPT = """
import {{ made }} from {module};
for (const [control, values] of {cases})
  for (const value of values) console.log(made(control).say(value));
"""


def test_the_build_says_what_the_page_says():
    """Sliders of every form, choices, switches and places."""
    module = json.dumps((PAGE / "controls.js").as_uri())
    script = SCRIPT.format(module=module, cases=json.dumps(CASES))
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    ours = [drawn_at([c], {"a": value})[len("As drawn: ") : -1] for c, vs in CASES for value in vs]
    assert ours == done.stdout.splitlines()


def test_series_that_are_off_are_told():
    """Those that are shown go without saying."""
    switches = {"kind": "switches", "label": "s", "series": {"a": "A", "b": "B"}, "off": ["b"]}
    assert drawn_at([switches], {}) == "As drawn: without B."


@pytest.mark.parametrize(
    "controls", [[], [{"kind": "switches", "label": "s", "series": {"a": "A"}}]]
)
def test_a_figure_that_nothing_turns_has_no_state(controls):
    """Nor one of which only series are shown."""
    assert drawn_at(controls, {}) == ""
