"""Trajectories as bits: the same lines come out of every Python, and JavaScript is held to them.

    python tests/adamcore/vectors.py

prints one JSON object a line: a case, and the bytes of its record in hexadecimal, little-endian.
Gradients are handed on as bits too.
"""

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import adamcore  # the project's own, wherever this file is run
from adamcore import SURFACES, Online, trajectory
from tools.oracle import SETTINGS, gradients

STEPS, EVERY = 500, 25
FIELDS = ("theta", "loss", "grad")
RATES = {
    "SGD": 1e-4,
    "Momentum": 1e-5,
    "AdaGrad": 0.5,
    "RMSProp": 0.01,
    "Adam": 0.1,
    "AMSGrad": 0.1,
    "AdamW": 0.1,
}

# What no library is asked for: forms of our own, and hyperparameters that change.
OURS = {
    "Adam": [({"lr": 0.01, "eps": 1e-3, "eps_at": "v"}, "normal", 1)],
    "AMSGrad": [({"lr": 0.01, "weight_decay": 0.1}, "sparse", 1)],
}


def bits(x):
    """Return an array's bytes in hexadecimal: float64 or float32 as they are, counts as float64."""
    x = np.asarray(x)
    x = x if x.dtype == np.float32 else x.astype(np.float64)
    return x.astype(x.dtype.newbyteorder("<")).tobytes().hex()


def cases():
    """Yield rules, their hyperparameters, and problems: surfaces and given gradients."""
    for rule, rows in SETTINGS.items():
        for seed, (hyper, kind, scale) in enumerate([*rows, *OURS.get(rule, ())]):
            problem = {"gradients": [kind, scale, seed], "box": [-3.0, 3.0] if seed % 3 else None}
            yield {"rule": rule, "hyper": hyper, "problem": problem}
        for surface in SURFACES:
            yield {"rule": rule, "hyper": {"lr": RATES[rule]}, "problem": {"surface": surface}}


def record(case, dtype):
    """Return the record of a case."""
    rule = getattr(adamcore, case["rule"])(**case["hyper"])
    if "surface" in case["problem"]:
        problem = SURFACES[case["problem"]["surface"]]
    else:
        met = gradients(*case["problem"]["gradients"], steps=100)
        problem = Online(met, start=1.0, box=case["problem"]["box"])
    start = np.array(problem.start, dtype)
    return trajectory(rule, problem, start, steps=STEPS, every=EVERY)


def vector(case, dtype):
    """Return a case with the bits of its record, and those of the gradients it was given."""
    made = record(case, dtype)
    fields = {name: bits(getattr(made, name)) for name in FIELDS}
    fields["state"] = {name: bits(x) for name, x in made.state._asdict().items()}
    given = {}
    if "gradients" in case["problem"]:
        given["given"] = bits(gradients(*case["problem"]["gradients"], steps=100))
    return {"dtype": dtype, **case, **given, "record": fields}


def main():
    """Yield every line."""
    yield json.dumps({"steps": STEPS, "every": EVERY})
    for case in cases():
        for dtype in ("float64", "float32"):
            yield json.dumps(vector(case, dtype))


if __name__ == "__main__":
    sys.stdout.write("\n".join(main()) + "\n")
