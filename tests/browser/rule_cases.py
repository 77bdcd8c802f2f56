"""What the tests know of the figures that show all the rules."""

# ruff: noqa: RUF001 (signs as they are printed)

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from adamcore.experiments.drift import drift
from adamcore.figures import counterexample, sensitivity
from adamcore.figures.numbers import number
from adamcore.figures.race import ticks
from adamcore.figures.style import NAMES
from adamcore.surfaces import SURFACES
from tests.browser.figure_cases import Case, Data, Place

type Parameters = Mapping[str, Any]

RUNS = ("adam", "paper", "max_then_correct", "correct_then_max")


def end(place: Place) -> Place:
    """The last point of a line."""

    def find(data: Data, parameters: Parameters) -> tuple[str, Any, Any]:
        axes, x, y = place(data, parameters)
        return axes, x[-1], y[-1]

    return find


# race


def way(rule: str) -> Place:
    return lambda data, _: ("map", data["paths"][f"x_{rule}"], data["paths"][f"y_{rule}"])


def descent(rule: str) -> Place:
    return lambda data, _: ("loss", data["losses"]["t"], np.maximum(data["losses"][rule], 1e-12))


def on_the_surface(axes: Mapping[str, Any], parameters: Parameters) -> Mapping[str, Any]:
    """The map has the window of the surface that is chosen."""
    (x0, x1), (y0, y1) = SURFACES[parameters["surface"]].window
    chart = axes["map"]
    there = replace(chart, x=chart.x | {"limits": [x0, x1]}, y=chart.y | {"limits": [y0, y1]})
    return {**axes, "map": there}


def tick(side: str, i: int) -> Callable[[Data, Parameters], str]:
    """The number at one place of the map's scale."""

    def text(_: Data, parameters: Parameters) -> str:
        window = SURFACES[parameters["surface"]].window
        return number(ticks(*window["xy".index(side)])[i])

    return text


RACE = Case(
    name="race",
    controls={
        "Start point: arrow keys move it": "slider",
        **dict.fromkeys(NAMES.values(), "checkbox"),
        "Surface": "combobox",
        "step": "slider",
        "loss multiplied by": "slider",
    },
    keys=(
        ("Surface", "ArrowDown"),
        ("Start point: arrow keys move it", "ArrowRight ArrowUp Shift+ArrowLeft ArrowDown ArrowUp"),
        ("step", "PageDown ArrowLeft ArrowLeft"),
        ("loss multiplied by", "ArrowLeft ArrowLeft ArrowLeft"),
        ("Momentum", "Space"),
        ("RMSProp", "Space"),
    ),
    state={"surface": "rosenbrock", "steps": 178, "scale": 0.501, "x": -1.65, "y": 1.05},
    hidden=("momentum", "adagrad", "amsgrad", "adamw"),
    opens=True,
    link={"surface": "beale", "steps": 90, "scale": 2, "x": 0.5, "adam": 0.1, "sgd": 0.00501},
    lines={f"path-{rule}": way(rule) for rule in NAMES}
    | {f"loss-{rule}": descent(rule) for rule in NAMES},
    marks={f"end-{rule}": end(way(rule)) for rule in NAMES}
    | {
        "start": lambda _, p: ("map", p["x"], p["y"]),
        "minimum": lambda _, p: ("map", *SURFACES[p["surface"]].minimum),
    },
    texts={
        f"readout-key-{r}": lambda _, p, r=r: f"{NAMES[r]}, learning rate {p[r]:.3g}" for r in NAMES
    }
    | {f"note-{r}": lambda _, p, r=r: f"learning rate {p[r]:.3g}" for r in NAMES}
    | {f"tick-{side}-{i}": tick(side, i) for side in "xy" for i in range(5)}
    | {"readout-scale": lambda _, p: f"run on the loss × {p['scale']:g}"},
    axes=on_the_surface,
    tables=lambda data, _: {table: data[table] for table in ("paths", "losses", "update")},
    tolerance=1e-5,
)

# counterexample


def walk(axes: str, kind: str, run: str) -> Place:
    return lambda data, p: (axes, (t := data[f"{kind}_{run}"])["t"], t[f"{p['beta2']:g}"])


def marked(axes: str, kind: str, run: str) -> Place:
    """The points of a line that have markers."""
    line, rows = walk(axes, kind, run), counterexample.MARKED[run]

    def find(data: Data, parameters: Parameters) -> tuple[str, Any, Any]:
        _, x, y = line(data, parameters)
        return axes, np.asarray(x)[rows], np.asarray(y)[rows]

    return find


def runs(data: Data, kind: str, beta2: float) -> dict[str, Any]:
    table = {run: data[f"{kind}_{run}"] for run in RUNS}
    return {"t": table["adam"]["t"]} | {run: table[run][f"{beta2:g}"] for run in RUNS}


COUNTEREXAMPLE = Case(
    name="counterexample",
    controls={
        "β₂ (12 precomputed runs)": "slider",
        "Adam": "checkbox",
        "AMSGrad as in the paper": "checkbox",
        "AMSGrad, maximum then correction": "checkbox",
        "AMSGrad, correction then maximum": "checkbox",
    },
    keys=(
        ("β₂ (12 precomputed runs)", "End ArrowLeft ArrowLeft"),
        ("AMSGrad as in the paper", "Space"),
    ),
    state={"beta2": 0.9997},
    hidden=("paper",),
    link={"beta2": 0.998},
    lines={f"x-{run}": walk("walk", "x", run) for run in RUNS}
    | {f"regret-{run}": walk("regret", "regret", run) for run in RUNS},
    marks={f"x-{run}-end": end(walk("walk", "x", run)) for run in RUNS}
    | {f"x-{run}": marked("walk", "x", run) for run in RUNS[1:]}
    | {f"regret-{run}": marked("regret", "regret", run) for run in RUNS[1:]}
    | {"drift-here": lambda _, p: ("drift", 1 - p["beta2"], float(drift(p["beta2"])))},
    texts={
        "readout-drift": lambda _, p: (
            f"{float(drift(p['beta2'])):+.3f} at β₂ = {p['beta2']:g}".replace("-", "\N{MINUS SIGN}")
        )
    },
    tables=lambda data, p: {
        "x": runs(data, "x", p["beta2"]),
        "regret": runs(data, "regret", p["beta2"]),
        "drift": {"beta2": [p["beta2"]], "drift": [float(drift(p["beta2"]))]},
    },
)

# The others


def rare(rule: str) -> Place:
    return lambda data, p: ("rare", (t := data[f"rare_{p['period']}"])["t"], t[rule])


ADAGRAD_DECAY = Case(
    name="adagrad_decay",
    controls={"seen once in … steps (precomputed)": "slider"},
    keys=(("seen once in … steps (precomputed)", "ArrowLeft"),),
    state={"period": 30},
    link={"period": 1000},
    lines={f"rare-{rule}": rare(rule) for rule in ("adagrad", "rmsprop", "adam")}
    | {"dense-adam": ("dense", "dense", "t", "adam")},
    texts={"readout-period": lambda _, p: f"seen once in {p['period']:,} steps"},
    tables=lambda data, p: {"dense": data["dense"], "rare": data[f"rare_{p['period']}"]},
)


def dot(group: str, row: int) -> Place:
    return lambda data, _: ("main", data["errors"][group][row], row)


def bar(low: str, high: str, row: int) -> Place:
    return lambda data, _: ("main", [data["errors"][e][row] for e in (low, high)], [row, row])


SPARSE = Case(
    name="sparse",
    controls={"step (precomputed)": "slider"},
    keys=(("step (precomputed)", "PageDown ArrowLeft"),),
    state={"at": 880},
    link={"at": 100},
    lines={f"span-{rule}": bar("common", "rare", row) for row, rule in enumerate(NAMES)}
    | {f"rare-range-{r}": bar("rare_low", "rare_high", i) for i, r in enumerate(NAMES)},
    marks={
        f"{group}-{rule}": dot(group, row)
        for group in ("common", "rare")
        for row, rule in enumerate(NAMES)
    },
    tables=lambda data, _: {"errors": data["errors"]},
)


PANEL = {rule: panel for panel, rules in sensitivity.PANELS.items() for rule in rules}


def valley(rule: str) -> Place:
    return lambda data, p: (PANEL[rule], (t := data[p["problem"]])["learning_rate"], t[rule])


def on_the_line(rule: str) -> Place:
    """Where the line at the learning rate meets the rule's, or the upper edge."""

    def find(data: Data, parameters: Parameters) -> tuple[str, Any, Any]:
        axes, x, y = valley(rule)(data, parameters)
        row = list(x).index(parameters["lr"])
        return axes, x[row], min(y[row], 10.0)

    return find


def good(rule: str) -> Place:
    """The corners of what is shaded: from a loss of 0.01 up to 0.1."""

    def find(data: Data, parameters: Parameters) -> tuple[str, Any, Any]:
        tuned = data["tuned"]
        rows = zip(tuned["problem"], tuned["rule"], tuned["least"], tuned["largest"], strict=True)
        ((least, largest),) = (r[2:] for r in rows if r[:2] == (parameters["problem"], rule))
        return PANEL[rule], [least, least, largest, largest], [0.01, 0.1, 0.1, 0.01]

    return find


def sweep(data: Data, parameters: Parameters) -> Data:
    """The problem's table, and its rows of the tuned rates."""
    rows = [i for i, one in enumerate(data["tuned"]["problem"]) if one == parameters["problem"]]
    tuned = {name: [values[i] for i in rows] for name, values in data["tuned"].items()}
    return {"sweep": data[parameters["problem"]], "tuned": tuned}


SENSITIVITY = Case(
    name="sensitivity",
    controls={"Problem": "combobox", "learning rate": "slider"},
    keys=(("Problem", "ArrowDown"), ("learning rate", "ArrowLeft ArrowLeft")),
    state={"problem": "softmax_raw", "lr": 0.0215},
    link={"problem": "softmax", "lr": 2.15},
    lines={f"loss-{rule}": valley(rule) for rule in NAMES}
    | {f"good-{rule}": good(rule) for rule in NAMES}
    | {
        f"line-{one}": lambda _, p, one=one: (one, [p["lr"]] * 2, [0.01, 10])
        for one in sensitivity.PANELS
    },
    marks={f"here-{rule}": on_the_line(rule) for rule in NAMES},
    texts={
        "readout-problem": lambda _, p: (
            f"final loss: {sensitivity.PROBLEM['options'][p['problem']]}"
        )
    },
    tables=sweep,
)

CONVERGENCE = Case(
    name="convergence",
    controls=dict.fromkeys(NAMES.values(), "checkbox"),
    keys=(("AdaGrad", "Space"),),
    state={},
    hidden=("adagrad", "rmsprop", "amsgrad", "adamw"),
    link={},
    extra={"show_rmsprop": "1", "show_sgd": "0"},
    lines={f"loss-{rule}": ("main", "losses", "t", rule) for rule in NAMES},
    marks={
        f"mark-{rule}": lambda data, _, i=i: (
            "main",
            (a := data["arrivals"])["steps"][i],
            a["loss"][i],
        )
        for i, rule in enumerate(NAMES)
    },
)


def left(rule: str) -> Place:
    """The dot on the line of losses left, at the angle that is chosen."""

    def find(data: Data, parameters: Parameters) -> tuple[str, Any, Any]:
        table = data["angles"]
        row = list(table["degrees"]).index(parameters["angle"])
        return "ends", table["degrees"][row], table[rule][row]

    return find


ROTATION = Case(
    name="rotation",
    controls={"angle of the valley (precomputed)": "slider"},
    keys=(("angle of the valley (precomputed)", "ArrowLeft"),),
    state={"angle": 25},
    link={"angle": 5},
    lines={
        f"course-{rule}": lambda data, p, rule=rule: (
            "course", data[f"course_{p['angle']}"]["t"], data[f"course_{p['angle']}"][rule]
        )
        for rule in ("sgd", "momentum", "adam")
    },
    marks={f"mark-{rule}": left(rule) for rule in ("sgd", "momentum", "adam")},
    texts={"readout-angle": lambda _, p: f"on the way, at {p['angle']}°"},
    tables=lambda data, p: {"angles": data["angles"], "course": data[f"course_{p['angle']}"]},
)  # fmt: skip

BIGRAM = Case(
    name="bigram",
    controls={"step (precomputed)": "slider"},
    keys=(("step (precomputed)", "ArrowLeft"),),
    state={"step": 300},
    link={"step": 30},
    lines={
        f"excess-{rule}": lambda data, p, rule=rule: (
            "main", data[f"after_{p['step']}"]["rank"], data[f"after_{p['step']}"][rule]
        )
        for rule in ("sgd", "momentum", "sign", "adam")
    },
    texts={"readout-step": lambda _, p: f"excess loss after {p['step']} steps"},
    tables=lambda data, p: {"after": data[f"after_{p['step']}"]},
)  # fmt: skip

RULE_CASES = (
    RACE, COUNTEREXAMPLE, ADAGRAD_DECAY, SPARSE, SENSITIVITY, CONVERGENCE, ROTATION, BIGRAM,
)  # fmt: skip
