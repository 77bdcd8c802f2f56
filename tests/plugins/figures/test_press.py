import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pelican.plugins.explorable.workers import Task, ask_all
from pelican.plugins.figures import Press
from pelican.plugins.figures.press import FigureError

from .conftest import SLIDER


def test_a_figure_is_drawn_only_once(make_press, progress):
    """A second build with nothing changed draws nothing and gives the same picture."""
    first = make_press().picture("line")
    assert len(progress) == 1
    assert make_press().picture("line") == first
    assert len(progress) == 1


def test_progress_counts_the_figures_and_their_seconds(make_press, progress):
    """Each drawing is told as it is done: which of how many, its name, how long it took."""
    make_press().prefetch(["line", "other", "unknown"])
    first, second = progress
    assert first.startswith("figure 1 of 2: ")
    assert second.startswith("figure 2 of 2: ")
    assert {first.split()[4], second.split()[4]} == {"line", "other"}
    assert first.endswith(" s)")


def test_a_changed_module_redraws_what_depends_on_it(make_press, progress, write):
    """After a change in toy.numbers, ``line`` shows the new numbers; ``other`` is not drawn."""
    before = make_press()
    before.prefetch(["line", "other"])
    progress.clear()
    write("toy/numbers.py", "VALUES = [1, 10, 1000]\n")
    after = make_press()
    after.prefetch(["line", "other"])
    assert [line.split()[4] for line in progress] == ["line"]
    assert json.loads(after.pictures["line"].data)["data"]["line"]["y"] == [1, 10, 1000]
    assert after.pictures["other"] == before.pictures["other"]


def test_an_unrelated_module_redraws_nothing(make_press, progress, write):
    """A module that no figure imports may change freely."""
    make_press().prefetch(["line", "other"])
    progress.clear()
    write("toy/unrelated.py", "X = 2\n")
    make_press().prefetch(["line", "other"])
    assert progress == []


def test_a_changed_palette_redraws(make_press, progress, write):
    """Colours are part of every picture."""
    make_press().picture("other")
    progress.clear()
    write("toy/figures/style.py", (
        'PALETTE = {"ink": "#1d1f24", "paper": "#ffffff", "adam": "#b3261e", "muted": "#5c6068"}'
    ))  # fmt: skip
    make_press().picture("other")
    assert len(progress) == 1


def test_a_damaged_entry_is_drawn_again(make_press, progress, tmp_path):
    """An entry cut short, or changed by hand, does not reach a page."""
    picture = make_press().picture("line")
    (entry,) = (tmp_path / "cache").iterdir()
    for damaged in (entry.read_text()[:100], entry.read_text().replace("rises", "falls")):
        entry.write_text(damaged)
        assert make_press().picture("line") == picture
    assert [line.partition(" ")[0] for line in progress].count("figure") == 3
    assert sum("damaged; it is made anew" in line for line in progress) == 2


def test_a_comment_in_what_a_figure_imports_draws_nothing(make_press, progress, write):
    """Only code decides a picture."""
    make_press().picture("line")
    write("toy/numbers.py", "# Three powers of ten.\n\nVALUES = [1, 10, 100]\n")
    make_press().picture("line")
    assert len(progress) == 1


def test_a_failed_write_leaves_no_entry(make_press, progress, tmp_path, monkeypatch):
    """If the entry cannot be put in place, nothing half-written is left; the page has it."""
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "disk full")))
    make_press().picture("line")
    assert list((tmp_path / "cache").iterdir()) == []
    assert any("disk full; it is not kept" in line for line in progress)


def test_an_unknown_figure_is_told_with_near_names(make_press):
    """A mistyped name is answered with the names that are like it."""
    with pytest.raises(FigureError, match="unknown figure 'lime'; did you mean line"):
        make_press().picture("lime")


def test_a_figure_that_raises_tells_what_and_where(make_press, write):
    """The error has type, message, file and line, through calls into other modules."""
    write("toy/numbers.py", "def fail():\n    return {}['gone']\n")
    write("toy/figures/line.py", "from toy.numbers import fail\n\ndef draw():\n    fail()\n")
    write("toy/__init__.py", "")
    with pytest.raises(FigureError, match=r"'line': raised KeyError: 'gone' \(.*line\.py:4\)"):
        make_press().picture("line")


def test_a_figure_with_a_syntax_error_tells_where(make_press, write):
    """A module that does not parse is reported at the line that Python names."""
    write("toy/figures/line.py", "x = 1\ndef draw():\n    return (\n")
    with pytest.raises(FigureError, match=r"SyntaxError: .*line\.py:3\)"):
        make_press().picture("line")


def test_a_figure_that_ends_its_process_is_told(make_press, write):
    """Even a crash is one figure's error."""
    write("toy/figures/line.py", "import os\ndef draw():\n    os._exit(3)\n")
    with pytest.raises(FigureError, match="its process ended with status 3"):
        make_press().picture("line")


def test_a_crash_is_one_figures_alone(make_press, write):
    """Those that come after it in the same process are drawn in another."""
    write("toy/figures/line.py", "import os\ndef draw():\n    os._exit(3)\n")
    press = make_press()
    press.workers = 1
    press.prefetch(["line", "other"])
    assert press.picture("other").name == "other"


DRAWS = {
    "an argument without default": ("def draw(step): ...", r"draw\(step\) is called without"),
    "nothing": ("def draw(): ...", "returned None, which has no figure: a matplotlib Figure"),
    "a tuple": ("def draw(): return 1, 2", r"returned \(1, 2\), which has no figure"),
    "a figure of another kind": ("draw = lambda: S(figure=3, data={}, alt='a', parameters={})",
                                 "figure of what draw.. returned is 3, not a matplotlib Figure"),
    "no data": ("def draw(): return S(figure=Figure())", "has no data: named tables"),
    "data that are no tables": ("def draw(): return S(figure=Figure(), data=[1], alt='a', "
                                "parameters={})", r"data of what draw.. returned is \[1\]"),
    "no words": ("def draw(): return S(figure=Figure(), data={}, alt=' ', parameters={})",
                 "alt of what draw"),
    "an end of the program": ("def draw(): raise SystemExit(2)", "SystemExit: 2"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "message"), DRAWS.values(), ids=DRAWS)
def test_a_draw_that_is_not_what_it_must_be_says_what_it_must_be(make_press, write, code, message):
    """With the figure's name; a wrong return value is told with what it has to have."""
    head = "from types import SimpleNamespace as S\nfrom matplotlib.figure import Figure\n"
    write("toy/figures/line.py", head + code.replace("draw = lambda:", "def draw(): return") + "\n")
    with pytest.raises(FigureError, match=rf"'line': raised .*{message}"):
        make_press().picture("line")


def test_a_control_that_cannot_be_is_one_line(make_press, write):
    """With the name of the figure, of the control, and what would be right."""
    write("toy/figures/slider.py", SLIDER.replace('"step"', '"stpe"'))
    message = r"'slider': raised ControlError: control 'slope' .* did you mean 'step'\?$"
    with pytest.raises(FigureError, match=message):
        make_press().picture("slider")


def test_controls_come_out_of_the_cache_as_they_went_in(make_press, write, progress):
    """What checks links has them in a build that draws nothing."""
    write("toy/figures/slider.py", SLIDER)
    first = make_press().picture("slider")
    progress.clear()
    again = make_press().picture("slider")
    assert progress == []
    assert again.controls == first.controls != []
    assert again.room == first.room != ""


def test_a_figure_that_never_ends_is_ended_with_its_name(site, write, tmp_path):
    """The setting of the limit is named."""
    write("toy/figures/line.py", "def draw():\n    while True: pass\n")
    press = Press("toy.figures", tmp_path / "cache", report=print, limit=1)
    with pytest.raises(FigureError, match=r"'line': took longer than 1 s .* set FIGURES_LIMIT"):
        press.picture("line")


def test_a_name_like_none_says_where_its_module_would_be(make_press):
    """No list of all that there are."""
    with pytest.raises(FigureError, match=r"'zebra'; toy\.figures\.zebra would be its module"):
        make_press().picture("zebra")


def test_what_a_figure_prints_does_not_disturb(make_press, write, site):
    """Standard output is the worker's own; a print in a figure goes elsewhere."""
    path = site / "toy/figures/line.py"
    path.write_text(path.read_text().replace("def draw():", "def draw():\n    print('hello')"))
    assert make_press().picture("line").name == "line"


def test_only_used_figures_are_written(make_press, tmp_path):
    """Each figure of a page has a JSON and an SVG, named by their contents."""
    press = make_press()
    press.prefetch(["line", "other"])
    picture = press.picture("line")
    files = press.write(tmp_path / "output")
    assert [f.name for f in files] == [
        f"line-{picture.digest}.json", f"line-{picture.digest}.svg",
    ]  # fmt: skip
    assert json.loads(files[0].read_text("utf-8"))["parameters"] == {"slope": 2.0}


def test_workers_end_when_the_build_is_interrupted(site, write):
    """Leaving the pool in the middle of a drawing ends its processes at once."""
    write("toy/figures/line.py", "import time\ndef draw():\n    time.sleep(600)\n")
    before = set(children())
    task = Task("pelican.plugins.figures.worker", "toy.figures", site, "figure", "FIGURES_LIMIT")
    answers = ask_all(task, ["other", "line"], 1, print)
    assert next(answers)["name"] == "other"
    assert len(set(children()) - before) == 1
    start = time.monotonic()
    answers.close()
    assert time.monotonic() - start < 10
    assert set(children()) <= before


def test_ctrl_c_ends_the_build_and_its_workers(site, write, tmp_path):
    """SIGINT while figures are drawn: the build ends, no worker is left, nothing half-written."""
    write("toy/figures/line.py", "import time\ndef draw():\n    time.sleep(600)\n")
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"  # as in a shell
        "from pelican.plugins.figures import Press; import sys;"
        "Press('toy.figures', sys.argv[1]).picture('line')"
    )
    build = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "cache")],
        env=os.environ | {"PYTHONPATH": str(site)}, stderr=subprocess.PIPE,
    )  # fmt: skip
    (worker,) = wait_for(lambda: children(build.pid))
    build.send_signal(signal.SIGINT)
    _, errors = build.communicate(timeout=20)
    assert b"KeyboardInterrupt" in errors
    assert wait_for(lambda: not Path("/proc", worker).exists())
    assert not (tmp_path / "cache").exists()


def wait_for(condition):
    """The condition's first true value, within 20 seconds."""
    end = time.monotonic() + 20
    while not (value := condition()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return value


def children(process: int | None = None) -> list[str]:
    """Processes started by this one, or another, and not yet ended."""
    pid = process or os.getpid()
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
