"""Figures show what adamcore computes: their tables against other ways to the same numbers."""

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.text import Text

from adamcore import Adam, Online, trajectory
from adamcore.experiments import adaptivity, counterexample, drift, units, weight_decay
from adamcore.figures import coordinate_inspector, decay, mgf, moving_averages, race
from adamcore.figures.numbers import fixed, number, short
from adamcore.figures.style import CONVENTIONS, NAMES, apart


def test_mgf_touches_its_tangent_and_parabola_at_0(drawn):
    """At t = 0 all three are 1; close by, the parabola is nearer to M than the tangent is."""
    table = drawn("mgf").data["curves"]
    zero = int(np.argmin(abs(table["t"])))
    m, tangent, parabola = (table[name] for name in ("mgf", "tangent", "parabola"))
    assert m[zero] == tangent[zero] == parabola[zero] == 1
    near = [zero - 1, zero + 1]
    assert np.all(abs(parabola - m)[near] < abs(tangent - m)[near] / 10)


def test_mgf_follows_its_parameters():
    """The parabola's second difference is mu^2 + sigma^2, whatever they are."""
    table = mgf.draw(mean=-0.5, spread=1.2).data["curves"]
    bend = np.diff(table["parabola"], 2) / np.diff(table["t"])[:-1] ** 2
    assert bend == pytest.approx(0.25 + 1.44)


def test_moving_averages_are_the_weighted_sums(drawn):
    """mhat_t is the weighted mean of g_1 ... g_t with weights beta1^(t - i)."""
    table = drawn("moving_averages").data["averages"]
    weights = 0.9 ** np.arange(50)[::-1]
    assert table["mhat"][49] == pytest.approx(np.average(table["g"][:50], weights=weights))
    weights = 0.999 ** np.arange(50)[::-1]
    assert table["vhat"][49] == pytest.approx(np.average(table["g2"][:50], weights=weights))


def test_the_memory_is_told_in_steps():
    """1 / (1 - beta), free of floating-point noise."""
    assert [moving_averages.memory(beta) for beta in (0.0, 0.9, 0.999)] == [1, 10, 1000]


def test_uncorrected_steps_have_their_closed_form(drawn):
    """For a constant gradient m / sqrt(v) = (1 - beta1^t) / sqrt(1 - beta2^t)."""
    table = drawn("bias_correction").data["steps"]
    t = table["t"].astype(float)
    assert table["uncorrected"] == pytest.approx((1 - 0.9**t) / np.sqrt(1 - 0.999**t))
    assert table["corrected"] == pytest.approx(np.ones(len(t)))


def test_the_inspectors_bound_is_sharp_at_every_step():
    """At step t the gradients g_i proportional to a_i / b_i reach the bound exactly."""
    for t in (1, 7, 30):
        g = (0.9 / 0.999) ** np.arange(t)[::-1]
        run = coordinate_inspector.inspected(g, 1.0, 0.0, "outside")
        assert run["step"][-1] == pytest.approx(run["bound"][-1])


def test_the_inspectors_step_is_adams_own(drawn):
    """The step with eps outside the root is the one that Adam takes."""
    run = drawn("coordinate_inspector").data["run"]
    theta = trajectory(Adam(1.0), Online(run["g"][:, None]), steps=len(run["g"])).theta[:, 0]
    assert run["step"] == pytest.approx(-np.diff(theta))


def test_epsilon_inside_acts_at_its_root():
    """A steady gradient of 1e-5 gets its full step with eps outside, a tenth with it inside."""
    steps = [coordinate_inspector.steady(np.array(1e-5), 1e-8, p) for p in ("outside", "inside")]
    assert steps == pytest.approx([0.999, 0.0995], abs=1e-3)


def test_adagrad_decay_shows_the_experiment(drawn):
    """Dense and rare step sizes are those of the experiment that the prose quotes."""
    measured = adaptivity.effective_step_sizes()
    for column, name in enumerate(("dense", "rare_100")):
        table = drawn("adagrad_decay").data[name]
        for rule in ("adagrad", "rmsprop", "adam"):
            assert table[rule] == pytest.approx(measured.sizes[rule][table["t"] - 1, column])


def test_the_counterexample_shows_the_experiments(drawn):
    """Cycle means and drift are those of the experiments, computed in another way."""
    data = drawn("counterexample").data
    measured = counterexample.conventions(steps=99_990)
    for name, cycles in measured.cycles.items():
        means = cycles.reshape(66, 15).mean(axis=1)
        assert data[f"x_{name}"]["0.99"] == pytest.approx(means, abs=1e-4)
    here = drift.drift(1 - data["drift"]["one_minus_beta2"])
    assert data["drift"]["drift"] == pytest.approx(here)
    assert data["x_adam"]["0.99"][-1] > 0.9
    assert data["x_adam"]["0.9999"][-1] < 0


def test_the_counterexamples_regret_is_against_the_best_point(drawn):
    """Adam's regret agrees with the experiment's over as many steps."""
    measured = counterexample.online(rates=(0.01,), steps=99_990)
    data = drawn("counterexample").data
    assert data["regret_adam"]["0.99"][-1] == pytest.approx(measured.adam_regret[0], abs=1e-4)
    assert data["regret_paper"]["0.99"][-1] == pytest.approx(measured.amsgrad_regret[0], abs=1e-4)


def test_first_steps_are_those_of_the_conventions(drawn):
    """The card begins at 1 / sqrt(1 - beta2), the paper at (1 - beta1) times that, others at 1."""
    table = drawn("first_steps").data["constant"]
    first = {name: column[0] for name, column in table.items()}
    assert first["card"] == pytest.approx(31.6228, abs=1e-3)
    assert first["paper"] == pytest.approx(3.16228, abs=1e-4)
    assert first["max_then_correct"] == first["correct_then_max"] == pytest.approx(1)


def test_decay_shows_the_experiment(drawn):
    """At the four scales that the prose quotes, the curves have the experiment's values."""
    measured = weight_decay.proposition2()
    table = drawn("decay").data["left"]
    at = [int(np.argmin(abs(np.log(table["scale"] / scale)))) for scale in decay.SHOWN]
    assert table["l2"][at] == pytest.approx(measured.l2, abs=1e-6)
    assert table["adamw"][at] == pytest.approx(measured.decoupled, abs=1e-6)


def test_the_grid_of_l2_scales_with_lambda(drawn):
    """L2 of strength 1 leaves at ten times the scale what 0.1 leaves: the table needs one axis."""
    other = decay.draw(l2=1.0).data["left"]
    grid = drawn("decay").data["l2"]
    at = np.interp(np.log(other["scale"] / 1.0), np.log(grid["scale_per_lambda"]), grid["0.001"])
    inside = other["scale"] >= grid["scale_per_lambda"][0]
    assert other["l2"][inside] == pytest.approx(at[inside], abs=2e-3)


def test_the_race_starts_and_ends_where_its_rules_do(drawn):
    """Every path begins at the start, and its loss is the surface's at its points."""
    data = drawn("race").data
    for rule in ("sgd", "adam", "adamw"):
        x, y = data["paths"][f"x_{rule}"], data["paths"][f"y_{rule}"]
        assert (x[0], y[0]) == (-4.0, 1.5)
        assert data["losses"][rule] == pytest.approx((x * x + 20 * y * y) / 2, rel=1e-4)


@pytest.mark.parametrize("scale", [0.001, 2.0, 1000.0])
def test_the_race_in_other_units_is_the_experiment_s(scale):
    """With the loss multiplied, final losses are those of the experiment on units."""
    measured = units.units(factors=(scale,)).loss
    losses = race.draw(scale=scale).data["losses"]
    for rule in ("sgd", "momentum", "adam", "amsgrad", "adamw", "rmsprop", "adagrad"):
        ended = np.nan_to_num(losses[rule][-1], nan=np.inf)
        assert ended == pytest.approx(measured[rule][0], rel=1e-5), rule


def test_a_burst_after_silence_is_longer_than_the_learning_rate():
    """In the inspector's second sequence the steps go beyond eta, and stay below their bound."""
    run = coordinate_inspector.draw(sequence="burst", step=163).data["run"]
    assert run["step"][:150] == pytest.approx(0)
    assert run["step"].argmax() == 162
    assert 2.5 < run["step"][162] < run["bound"][162]


def test_labels_that_would_meet_are_moved_apart():
    """Order and gaps are kept, inside the axes."""
    places = apart({"a": 50.0, "b": 52.0, "c": 3.0, "d": 99.0}, 10.0, 100.0)
    assert places == {"d": 99.0, "b": 52.0, "a": 42.0, "c": 3.0}
    low = apart({"a": 1.0, "b": 2.0}, 10.0, 100.0)
    assert low == {"a": 0.0, "b": 10.0}


def test_ticks_are_printed_short():
    """Numbers of a tick have no noise, true minus signs, and powers where they are shorter."""
    shown = [number(v) for v in (0, 0.1 + 0.2, -1, 10_000, 1e-8, 1e6, 2e-5)]
    assert shown == ["0", "0.3", "\N{MINUS SIGN}1", "10,000", "10⁻⁸", "10⁶", "2·10⁻⁵"]


def test_readouts_have_powers_of_ten_and_no_minus_before_zero():
    """Numbers of a readout are those of the page."""
    minus = "\N{MINUS SIGN}"
    assert [fixed(v, 2) for v in (-1e-5, 0.126, -1)] == ["0.00", "0.13", f"{minus}1.00"]
    shown = [short(v) for v in (-1.01e-11, 31.6228, 0.0005, 1234)]
    assert shown == [f"{minus}1.01·10⁻¹¹", "31.6", "5·10⁻⁴", "1,230"]


def test_the_best_rates_told_are_the_ones_that_count_as_best(drawn):
    """Lines are medians over seeds, as in the experiment that chooses each rule's rate."""
    data = drawn("sensitivity").data
    tuned = data["tuned"]
    for problem, rule, lr in zip(
        tuned["problem"], tuned["rule"], tuned["learning_rate"], strict=True
    ):
        table = data[problem]
        assert table["learning_rate"][int(np.argmin(table[rule]))] == lr


def test_lines_reach_a_tenth_at_the_steps_that_the_text_quotes(drawn):
    """The dot is on the line, where it is first low enough, and its step stands in the label."""
    drawing = drawn("convergence")
    table, arrivals = drawing.data["losses"], drawing.data["arrivals"]
    goal = drawing.constants["loss"]
    texts = {a.get_text() for a in drawing.figure.findobj(Text)}
    columns = (arrivals[name] for name in ("rule", "steps", "loss"))
    for rule, step, loss in zip(*columns, strict=True):
        row = list(table["t"]).index(step)
        assert table[rule][row] == pytest.approx(loss, abs=2e-5)
        assert loss <= goal
        assert not np.any(np.asarray(table[rule][:row]) <= goal)
        assert f"{NAMES[rule]}: {step}" in texts


def test_the_losses_at_the_line_are_those_of_the_sweep(drawn):
    """At each rule's dot, in its key, and in the page's words as good or not."""
    drawing = drawn("sensitivity")
    table = drawing.data["mlp"]
    row = list(table["learning_rate"]).index(0.1)
    texts = [a.get_text() for a in drawing.figure.findobj(Text)]
    assert all(f"{name}: {short(table[rule][row])}" in texts for rule, name in NAMES.items())


@pytest.mark.parametrize("name", ["counterexample", "first_steps"])
def test_amsgrads_forms_are_told_apart_without_colour(drawn, name):
    """In all panels and in the key each has a dash and a marker of its own, the same everywhere."""
    looks = {}
    for line in drawn(name).figure.findobj(Line2D):
        form = CONVENTIONS.keys() & set((line.get_gid() or "").split("-"))
        if form and len(line.get_xdata()) > 1:
            look = (str(line._unscaled_dash_pattern), line.get_marker())
            looks.setdefault(form.pop(), set()).add(look)
    found = [look for forms in looks.values() for look in forms]
    assert len(found) == len(looks) >= 3
    assert len({dash for dash, _ in found}) == len({marker for _, marker in found}) == len(looks)
