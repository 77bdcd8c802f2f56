"""Remake tests/adamcore/oracle.json: trajectories of PyTorch and optax that adamcore is held to.

    python tools/oracle.py

makes a venv with both below .cache (or uses the interpreter named by ORACLE_PYTHON), lets them run
every setting, writes the file and says what differs from the one before. The tests need neither:
they read the file, and make the gradients anew with `gradients`.

How an adamcore rule is had from the libraries:
- AdaGrad, RMSProp, eps outside the root: torch; inside: optax.
- Adam without correction, AMSGrad "paper": torch told that 1e9 steps are behind it: beta^t is 0.
- AMSGrad "card": the same, with lr / (1 - beta1^t) as its learning rate.
- AMSGrad "max_then_correct" is torch's; "correct_then_max" is optax's.
- AdamW "paper": torch's with weight_decay / lr.
- What the docs write as subclasses (DOCUMENTED): optax.
"""
# ruff: noqa: PLC0415  # imported where used: who only wants the gradients has not all of it

import json
import math
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "tests" / "adamcore" / "oracle.json"
PACKAGES = ("torch==2.13.0", "optax==0.2.8", "jax==0.10.2")
THETA = (1.0, -2.0, 0.5, 3.0)
CHECKPOINTS = (1, 2, 10, 100, 1000)
DTYPES = ("float64", "float32")

Setting = dict[str, Any]

SETTINGS: dict[str, list[tuple[dict[str, Any], str, float]]] = {
    "SGD": [
        ({"lr": 0.01}, "normal", 1),
        ({"lr": 0.1}, "sparse", 1),
        ({"lr": 0.3}, "normal", 1e-6),
        ({"lr": 0.01}, "fading", 1e6),
    ],
    "Momentum": [
        ({"lr": 0.01, "beta": 0.9}, "normal", 1),
        ({"lr": 0.001, "beta": 0.99}, "sparse", 1e6),
        ({"lr": 0.1, "beta": 0.0}, "normal", 1e-6),
        ({"lr": 0.01, "beta": 0.9, "nesterov": True}, "normal", 1),
        ({"lr": 0.01, "beta": 0.5, "nesterov": True}, "sparse", 1),
        ({"lr": 0.01, "beta": 0.99, "nesterov": True}, "fading", 1e6),
    ],
    "AdaGrad": [
        *(({"lr": 0.1, "eps": 1e-8, "eps_inside": False}, "normal", s) for s in (1e-6, 1, 1e6)),
        ({"lr": 0.01, "eps": 1e-10, "eps_inside": False}, "sparse", 1),
        *(({"lr": 0.1, "eps": 1e-8, "eps_inside": True}, "normal", s) for s in (1e-6, 1, 1e6)),
        ({"lr": 0.01, "eps": 1e-4, "eps_inside": True}, "sparse", 1),
    ],
    "RMSProp": [
        *(({"lr": 1e-3, "beta": 0.9, "eps": 1e-8}, "normal", s) for s in (1e-6, 1, 1e6)),
        ({"lr": 0.01, "beta": 0.9999, "eps": 1e-6}, "sparse", 1),
        *(
            ({"lr": 1e-3, "beta": 0.9, "eps": 1e-8, "eps_inside": True}, "normal", s)
            for s in (1e-6, 1, 1e6)
        ),
        ({"lr": 1e-3, "beta": 0.99, "eps": 1e-4, "eps_inside": True}, "sparse", 1),
    ],
    "Adam": [
        *(({}, "normal", s) for s in (1e-6, 1e-3, 1, 1e3, 1e6)),
        *(({}, "sparse", s) for s in (1e-6, 1, 1e6)),
        ({"lr": 0.1, "beta1": 0.5, "beta2": 0.9}, "normal", 1),
        ({"lr": 0.01, "beta1": 0.0, "beta2": 0.99, "eps": 1e-3}, "fading", 1),
        ({"l2": 0.1}, "normal", 1),
        ({"lr": 0.01, "l2": 0.01}, "sparse", 1e-6),
        *(({"bias_correction": False}, "normal", s) for s in (1e-6, 1, 1e6)),
        ({"beta1": 0.0, "beta2": 0.9999, "bias_correction": False}, "sparse", 1),
    ],
    "AMSGrad": [
        *(
            ({"lr": 0.01, "beta1": 0.9, "beta2": beta2, "convention": convention}, kind, scale)
            for convention in ("max_then_correct", "correct_then_max", "paper", "card")
            for beta2, kind, scale in (
                (0.999, "normal", 1),
                (0.99, "fading", 1e6),
                (0.9, "fading", 1e-6),
                (0.99, "sparse", 1),
            )
        ),
    ],
    "AdamW": [
        *(({}, "normal", s) for s in (1e-6, 1, 1e6)),
        ({"lr": 0.01, "weight_decay": 0.1}, "sparse", 1),
        *(({"weight_decay": 1e-4, "decay": "paper"}, "normal", s) for s in (1e-6, 1, 1e6)),
        ({"lr": 0.01, "weight_decay": 0.003, "decay": "paper"}, "sparse", 1),
    ],
}

# Rules that docs/adamcore.md writes as subclasses.
DOCUMENTED: dict[str, list[tuple[dict[str, Any], str, float]]] = {
    "SignDescent": [({"lr": 0.01}, "normal", 1), ({"lr": 0.001}, "sparse", 1e6)],
    "Lion": [
        ({"lr": 0.01}, "normal", 1),
        ({"lr": 0.001, "beta1": 0.95, "beta2": 0.98}, "sparse", 1e-6),
        ({"lr": 0.01, "weight_decay": 0.1}, "fading", 1),
    ],
}


def gradients(kind: str, scale: float, seed: int, steps: int = 1000) -> list[list[float]]:
    """Return `steps` gradients of four coordinates, the same bits on every machine.

    A normal deviate is the sum of 12 uniform ones less 6: no library's logarithm is asked, and
    fsum rounds alike everywhere (sum does not: it compensates since Python 3.12).
    "sparse": 9 of 10 coordinates are 0. "fading": the scale falls as 1 / (1 + t / 50).
    """
    rng = random.Random(seed)

    def deviate(t: int) -> float:
        z = scale * (math.fsum(rng.random() for _ in range(12)) - 6)
        if kind == "sparse":
            return z if rng.random() < 0.1 else 0.0
        return z / (1 + t / 50) if kind == "fading" else z

    return [[deviate(t) for _ in THETA] for t in range(steps)]


def settings() -> Iterator[Setting]:
    """Yield every setting with a seed of its own."""
    rules = {**SETTINGS, **DOCUMENTED}
    rows = [(rule, *row) for rule, rows in rules.items() for row in rows]
    for seed, (rule, hyper, kind, scale) in enumerate(rows):
        yield {"rule": rule, "hyper": hyper, "gradients": kind, "scale": scale, "seed": seed}


def torch_optimizer(rule: str, h: dict[str, Any], p: Any) -> Any:
    """Return torch's optimizer of the parameter p for a rule and its hyperparameters."""
    import torch  # type: ignore[import-not-found]

    betas = (h.get("beta1", 0.9), h.get("beta2", 0.999))
    adam = {"lr": h.get("lr", 0.001), "betas": betas, "eps": h.get("eps", 1e-8)}
    if rule == "AdamW":
        decay = h.get("weight_decay", 0.01)
        decay = decay / adam["lr"] if h.get("decay") == "paper" else decay
        return torch.optim.AdamW([p], **adam, weight_decay=decay)
    if rule in ("Adam", "AMSGrad"):
        return torch.optim.Adam(
            [p], **adam, weight_decay=h.get("l2", 0.0), amsgrad=rule == "AMSGrad"
        )
    if rule == "AdaGrad":
        return torch.optim.Adagrad([p], lr=h["lr"], eps=h["eps"])
    if rule == "RMSProp":
        return torch.optim.RMSprop([p], lr=h["lr"], alpha=h["beta"], eps=h["eps"])
    momentum = {"momentum": h["beta"], "nesterov": h.get("nesterov", False)} if "beta" in h else {}
    if not momentum.get("momentum"):
        momentum = {}
    return torch.optim.SGD([p], lr=h["lr"], **momentum)


def torch_path(setting: Setting, dtype: str) -> Iterator[list[float]]:
    """Yield theta after every step of torch's optimizer."""
    import torch

    rule, h = setting["rule"], setting["hyper"]
    p = torch.nn.Parameter(torch.tensor(THETA, dtype=getattr(torch, dtype)))
    optimizer = torch_optimizer(rule, h, p)
    convention = h.get("convention")
    if convention in ("paper", "card") or not h.get("bias_correction", True):
        names = ("exp_avg", "exp_avg_sq", *(("max_exp_avg_sq",) if rule == "AMSGrad" else ()))
        zeros = {name: torch.zeros_like(p) for name in names}
        optimizer.state[p] = {"step": torch.tensor(1e9), **zeros}
    met = gradients(setting["gradients"], setting["scale"], setting["seed"])
    for t, g in enumerate(met, start=1):
        if convention == "card":
            optimizer.param_groups[0]["lr"] = h["lr"] / (1 - h["beta1"] ** t)
        p.grad = torch.tensor(g, dtype=p.dtype)
        optimizer.step()
        yield p.detach().tolist()


def optax_path(setting: Setting, dtype: str) -> Iterator[list[float]]:
    """Yield theta after every step of optax's transformation."""
    import jax  # type: ignore[import-not-found]
    import optax  # type: ignore[import-not-found]

    jax.config.update("jax_enable_x64", True)
    rule, h = setting["rule"], setting["hyper"]
    if rule == "SignDescent":
        transform = optax.sign_sgd(h["lr"])
    elif rule == "Lion":
        betas = h.get("beta1", 0.9), h.get("beta2", 0.99)
        transform = optax.lion(h["lr"], *betas, weight_decay=h.get("weight_decay", 0.0))
    elif rule == "AMSGrad":
        transform = optax.amsgrad(h["lr"], h["beta1"], h["beta2"], eps=1e-8)
    elif rule == "AdaGrad":
        transform = optax.adagrad(h["lr"], initial_accumulator_value=0.0, eps=h["eps"])
    else:
        transform = optax.rmsprop(h["lr"], decay=h["beta"], eps=h["eps"], eps_in_sqrt=True)
    theta = jax.numpy.array(THETA, dtype)
    state, update = transform.init(theta), jax.jit(transform.update)
    for g in gradients(setting["gradients"], setting["scale"], setting["seed"]):
        moves, state = update(jax.numpy.array(g, dtype), state, theta)
        theta = optax.apply_updates(theta, moves)
        yield theta.tolist()


def compute() -> None:
    """Print the whole file, made by the libraries of this interpreter."""
    import jax
    import optax
    import torch

    made = {"torch": torch.__version__.split("+")[0], "optax": optax.__version__}
    rows = []
    for setting in settings():
        h = setting["hyper"]
        ours = h.get("eps_inside") or h.get("convention") == "correct_then_max"
        in_optax = ours or setting["rule"] in DOCUMENTED
        follow, oracle = (optax_path, "optax") if in_optax else (torch_path, "torch")
        paths = {dtype: list(follow(setting, dtype)) for dtype in DTYPES}
        theta = {dtype: [path[t - 1] for t in CHECKPOINTS] for dtype, path in paths.items()}
        rows.append({**setting, "oracle": oracle, "theta": theta})
        print(f"{len(rows)}: {setting['rule']} {h} by {oracle}", file=sys.stderr)
    head = {"made_by": {**made, "jax": jax.__version__}, "start": THETA, "steps": CHECKPOINTS}
    lines = ",\n".join(json.dumps(row) for row in rows)
    print(json.dumps(head)[:-1] + ', "settings": [\n' + lines + "\n]}")


def interpreter() -> str:
    """Return a Python that has torch and optax, made below .cache if there is none."""
    if named := os.environ.get("ORACLE_PYTHON"):
        return named
    import venv

    folder = ROOT / ".cache" / "oracle"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        print(f"oracle: installing {', '.join(PACKAGES)} into {folder}, some 3 GB with CUDA")
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        (folder / "ready").touch()
    return str(python)


def difference(before: str, made: str) -> list[str]:
    """Return the lines of the new text that the old one has not."""
    old = {line.rstrip(",") for line in before.splitlines()}
    return [line for line in made.splitlines() if line.rstrip(",") not in old]


def main() -> int:
    """Remake the file; return 1 if it differs from the one before."""
    command = [interpreter(), __file__, "compute"]
    made = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    before = FILE.read_text() if FILE.exists() else ""
    FILE.write_text(made)
    if made == before:
        print(f"oracle: {FILE.name} is as it was")
        return 0
    changed = difference(before, made)
    print(f"oracle: {FILE.name} differs in {len(changed)} of {len(made.splitlines())} lines")
    for line in changed:
        print(f"  {line[:100]}")
    return 1


if __name__ == "__main__":
    if sys.argv[1:] == ["compute"]:
        compute()
    else:
        sys.exit(main())
