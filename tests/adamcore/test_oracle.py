"""Every rule against trajectories that PyTorch and optax made (tools/oracle.py)."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import adamcore.adam
from adamcore import Online, trajectory
from tools.oracle import DOCUMENTED, FILE, SETTINGS, difference, gradients, settings

ORACLE = json.loads(Path(FILE).read_text())
ROWS = ORACLE["settings"]
TOLERANCE = {"float64": 1e-12, "float32": 1e-5}


@cache
def sequence(kind, scale, seed):
    """Return the gradients of a setting, which are made anew, not stored."""
    return Online(gradients(kind, scale, seed))


@cache
def documented():
    """Return what the code of the docs' section on other rules defines."""
    text = (Path(FILE).parents[2] / "docs" / "adamcore.md").read_text("utf-8")
    section = text.partition("## Other rules")[2]
    defined: dict = {}
    exec(section.split("```python")[1].split("```")[0], defined)
    return defined


def kind(name):
    """Return a rule by its name: adamcore's, or a subclass that the docs show."""
    return documented()[name] if name in DOCUMENTED else getattr(adamcore, name)


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("row", ROWS, ids=[f"{r['rule']}-{r['seed']}-{r['oracle']}" for r in ROWS])
def test_follows_the_oracle(row, dtype):
    """After 1, 2, 10, 100 and 1,000 steps theta is the oracle's, and so is the way gone."""
    rule = kind(row["rule"])(**row["hyper"])
    start = np.array(ORACLE["start"], dtype)
    problem = sequence(row["gradients"], row["scale"], row["seed"])
    theta = trajectory(rule, problem, start, steps=1000, record=("theta",)).theta
    theta, expected = theta[ORACLE["steps"]], np.array(row["theta"][dtype])
    assert theta.dtype == dtype
    assert np.allclose(theta, expected, rtol=TOLERANCE[dtype], atol=0)


def test_oracle_is_that_of_the_settings():
    """The file holds just the settings that the script lists: at least 40, of every rule."""
    assert [
        {k: row[k] for k in setting} for row, setting in zip(ROWS, settings(), strict=True)
    ] == [*settings()]
    assert len(ROWS) >= 40
    assert set(SETTINGS) == {kind.__name__ for kind in adamcore.RULES.values()}


def test_oracle_knows_every_convention_scale_and_kind():
    """Every convention and decay, every kind of gradients, and scales 1e-6 to 1e6 occur."""
    hyper = [row["hyper"] for row in ROWS]
    assert {h["convention"] for h in hyper if "convention" in h} == set(adamcore.adam.CONVENTIONS)
    assert {h.get("decay", "library") for h in hyper} == set(adamcore.adam.DECAYS)
    assert {row["gradients"] for row in ROWS} == {"normal", "sparse", "fading"}
    assert {1e-6, 1, 1e6} <= {row["scale"] for row in ROWS}


def test_conventions_differ_where_they_are_compared():
    """The oracle tells the conventions apart: a wrong one would be found."""
    last = {}
    for row in ROWS:
        if row["rule"] == "AMSGrad" and row["scale"] == 1e6:
            last[row["hyper"]["convention"]] = tuple(row["theta"]["float64"][-1])
    assert len(last) == len(set(last.values())) == 4


def test_remade_oracle_names_what_differs():
    """A changed setting is named by its line; a new neighbour's comma is no change."""
    before = '{"made_by": 1\n{"rule": "SGD"},\n{"rule": "Adam"}\n]}'
    made = '{"made_by": 1\n{"rule": "SGD"},\n{"rule": "Adam"},\n{"rule": "AdamW"}\n]}'
    assert difference(before, before) == []
    assert difference(before, made) == ['{"rule": "AdamW"}']


def test_gradients_are_of_their_kind_and_seed():
    """A seed gives one sequence; sparse ones are mostly 0, fading ones shrink, scale scales."""
    normal, sparse, fading = (np.array(gradients(k, 1, 3)) for k in ("normal", "sparse", "fading"))
    assert np.array_equal(normal, gradients("normal", 1, 3))
    assert not np.array_equal(normal, gradients("normal", 1, 4))
    assert abs(normal.mean()) < 4 / np.sqrt(normal.size)
    assert abs(normal.std() - 1) < 4 / np.sqrt(2 * normal.size)
    assert 0.85 < np.mean(sparse == 0) < 0.95
    assert np.abs(fading[-200:]).mean() < 0.1 * np.abs(fading[:50]).mean()
    assert np.allclose(gradients("normal", 1e6, 3), 1e6 * normal, rtol=1e-15)
