"""How fast adamcore is: a grid of runs in one call, one step on 10 to ten million parameters,
and what a record costs beside the walk alone.

    python -m bench.adamcore_speed

Each row is a time and its ratio to adamcore's. PyTorch and optax take part if the interpreter of
`make oracle` is there (or that which ORACLE_PYTHON names); they run in a process of their own.
"""
# ruff: noqa: PLC0415  # imported where measured: no interpreter here has all of it

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RATES, BETAS, STEPS = 80, 60, 500
LOOPED = 48  # single runs that stand for all: the whole loop would take minutes
SIZES = (10, 1_000_000, 10_000_000)
RECORDED = 5000  # steps of a recorded walk
START = (-1.2, 1.0)
DTYPES = ("float64", "float32")
FIELDS = ("theta", "loss", "grad", "state")

Row = tuple[str, float]


def best(function: Callable[[], Any], repeats: int = 5) -> float:
    """Return the shortest time of some calls, in seconds; one call before does not count."""
    function()
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        function()
        times.append(time.perf_counter() - begin)
    return min(times)


def grid_rows() -> Iterator[Row]:
    """Yield the times of Adam on Rosenbrock, for all learning rates and all beta1."""
    import numpy as np

    from adamcore import Adam, rosenbrock, trajectory

    rates, betas = np.logspace(-4, 0, RATES), np.linspace(0, 0.99, BETAS)
    grid = Adam(lr=rates[:, None, None], beta1=betas[:, None])
    end: dict[str, Any] = {"steps": STEPS, "every": STEPS, "record": ("theta", "loss")}
    yield "adamcore, one call", best(lambda: trajectory(grid, rosenbrock, **end), 3)
    yield (
        "adamcore, one call, every step kept",
        best(lambda: trajectory(grid, rosenbrock, steps=STEPS, record=("theta", "loss")), 3),
    )

    def looped() -> None:
        for i in range(LOOPED):
            trajectory(Adam(lr=rates[i], beta1=betas[i]), rosenbrock, **end)

    yield f"loop of single runs, from {LOOPED}", best(looped, 1) / LOOPED * RATES * BETAS


class Steps:
    """A rule, its theta and its state, which move on."""

    def __init__(self, rule: Any, theta: Any, grad: Any) -> None:
        self.rule, self.theta, self.grad, self.state = rule, theta, grad, rule.init(theta)

    def step(self) -> None:
        self.theta, self.state = self.rule.step(self.theta, self.grad, self.state)


def step_rows() -> Iterator[Row]:
    """Yield the times of one step of Adam: as it is, in one stroke, and by hand in place."""
    import numpy as np

    from adamcore import Adam, blocks
    from bench._hand import InPlace

    rng, large = np.random.default_rng(0), blocks.LARGE
    for size in SIZES:
        for dtype in DTYPES:
            theta, grad = rng.standard_normal((2, size)).astype(dtype)
            label, calls = f"{size:,} {dtype}", 2000 if size < 1000 else 7
            yield f"{label}: adamcore", best(Steps(Adam(), theta, grad).step, calls)
            blocks.LARGE = 10**15
            yield f"{label}: adamcore, in one stroke", best(Steps(Adam(), theta, grad).step, calls)
            blocks.LARGE = large
            yield f"{label}: by hand, in place", best(partial(InPlace(theta).step, grad), calls)


def record_rows() -> Iterator[Row]:
    """Yield the times of a walk on Rosenbrock alone, and with every field of it recorded."""
    import numpy as np

    from adamcore import Adam, rosenbrock, trajectory

    for runs in (1, 50):
        rule = Adam(lr=1e-3 if runs == 1 else np.logspace(-4, -3, runs)[:, None])
        for name, fields in (("the walk alone", ()), ("every field", FIELDS)):
            follow = partial(trajectory, rule, rosenbrock, steps=RECORDED, record=fields)
            yield f"{runs} run{'s' * (runs > 1)}: {name}", best(follow)


def optax_rows() -> Iterator[Row]:
    """Yield the time of the same grid by optax, under jit and vmap, with its compilation apart."""
    import jax  # type: ignore[import-not-found]
    import optax  # type: ignore[import-not-found]

    jax.config.update("jax_enable_x64", True)
    jnp = jax.numpy

    def loss(p: Any) -> Any:
        return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2

    def run(lr: Any, beta1: Any) -> Any:
        rule = optax.adam(lr, b1=beta1)

        def step(carry: Any, _: Any) -> Any:
            theta, state = carry
            moves, state = rule.update(jax.grad(loss)(theta), state, theta)
            return (optax.apply_updates(theta, moves), state), None

        theta = jnp.array(START)
        (theta, _), _ = jax.lax.scan(step, (theta, rule.init(theta)), length=STEPS)
        return theta

    rates, betas = jnp.logspace(-4, 0, RATES), jnp.linspace(0, 0.99, BETAS)
    grid = jax.jit(jax.vmap(jax.vmap(run, (None, 0)), (0, None)))
    begin = time.perf_counter()
    grid(rates, betas).block_until_ready()
    compiled = time.perf_counter() - begin
    again = best(lambda: grid(rates, betas).block_until_ready(), 3)
    yield f"optax {optax.__version__}, jit and vmap, first call", compiled
    yield f"optax {optax.__version__}, jit and vmap, compiled", again


def torch_rows() -> Iterator[Row]:
    """Yield the times of one step of torch's Adam, on one thread and on all."""
    import torch  # type: ignore[import-not-found]

    threads = torch.get_num_threads()
    for n, size, dtype in product(sorted({1, threads}), SIZES, DTYPES):
        torch.set_num_threads(n)
        for fused in (False, True):
            p = torch.nn.Parameter(torch.randn(size, dtype=getattr(torch, dtype)))
            p.grad = torch.randn_like(p)
            optimizer = torch.optim.Adam([p], fused=fused)
            name = f"torch {torch.__version__.partition('+')[0]}{', fused' * fused}, threads: {n}"
            yield f"{size:,} {dtype}: {name}", best(optimizer.step, 2000 if size < 1000 else 7)


def optax_steps() -> Iterator[Row]:
    """Yield the times of one compiled step of optax's Adam, into memory of its own or given up."""
    import jax
    import optax

    jax.config.update("jax_enable_x64", True)
    for size, dtype in product(SIZES, DTYPES):
        rule = optax.adam(0.001)
        theta = jax.random.normal(jax.random.key(0), size, dtype)

        def step(theta: Any, grad: Any, state: Any, rule: Any = rule) -> Any:
            moves, state = rule.update(grad, state, theta)
            return optax.apply_updates(theta, moves), state

        call = partial(jax.jit(step), theta, theta, rule.init(theta))
        done = partial(waited, call, jax.block_until_ready)
        seconds = best(done, 500 if size < 1000 else 7)
        yield f"{size:,} {dtype}: optax {optax.__version__}, compiled", seconds


def waited(call: Callable[[], Any], wait: Callable[[Any], Any]) -> None:
    wait(call())


MEASURES: dict[str, Callable[[], Iterator[Row]]] = {
    "grid": grid_rows,
    "step": step_rows,
    "record": record_rows,
    "optax": optax_rows,
    "optax_steps": optax_steps,
    "torch": torch_rows,
}


def elsewhere(measure: str) -> list[Row]:
    """Return the rows of a measure made by the oracle's interpreter; none if there is no such."""
    own = ROOT / ".cache" / "oracle" / "bin" / "python"
    python = os.environ.get("ORACLE_PYTHON") or (str(own) if own.exists() else "")
    if not python:
        return []
    ran = subprocess.run([python, __file__, measure], check=True, stdout=subprocess.PIPE, text=True)
    return [(name, seconds) for name, seconds in json.loads(ran.stdout)]


def table(title: str, rows: list[Row]) -> None:
    """Print rows with their ratio to the first one."""
    print(f"\n{title}")
    for name, seconds in rows:
        print(f"  {name:48} {seconds * 1000:12.4f} ms {seconds / rows[0][1]:9.2f}")


def main() -> None:
    """Print every table."""
    runs = f"Adam on Rosenbrock: {RATES} x {BETAS} hyperparameters, {STEPS} steps"
    table(runs, [*grid_rows(), *elsewhere("optax")])
    rows = [*step_rows(), *elsewhere("torch"), *elsewhere("optax_steps")]
    for size, dtype in product(SIZES, DTYPES):
        label = f"{size:,} {dtype}: "
        found = [(name.removeprefix(label), s) for name, s in rows if name.startswith(label)]
        table(f"One step of Adam on {size:,} parameters, {dtype}", found)
    rows = list(record_rows())
    for at in range(0, len(rows), 2):
        table(f"{RECORDED:,} steps of Adam on Rosenbrock", rows[at : at + 2])


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(list(MEASURES[sys.argv[1]]())))
    else:
        main()
