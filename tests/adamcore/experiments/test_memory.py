"""Long results are kept where a folder is named, and nowhere else."""

from pathlib import Path

import pytest

from adamcore.experiments import memory
from adamcore.experiments.drift import drift

PACKAGE = Path(memory.__file__).parents[1]


@pytest.fixture
def counted():
    """A function that counts its runs, as a new process would see it each time it is wrapped."""
    runs = []

    def square(*, x: float = 2.0) -> float:
        """Square."""
        runs.append(x)
        return x * x

    return square, runs


def test_within_a_process_a_setting_is_computed_once(counted, monkeypatch):
    """Without a folder nothing is written."""
    monkeypatch.delenv(memory.FOLDER, raising=False)
    square, runs = counted
    recall = memory.remembered(square)
    assert [recall(x=3.0), recall(x=3.0), recall(x=4.0)] == [9.0, 9.0, 16.0]
    assert runs == [3.0, 4.0]


def test_a_default_that_is_spelled_out_is_the_same_setting(counted, monkeypatch):
    """Callers that say more do not pay more."""
    monkeypatch.delenv(memory.FOLDER, raising=False)
    square, runs = counted
    recall = memory.remembered(square)
    assert recall() == recall(x=2.0) == 4.0
    assert runs == [2.0]


def test_another_process_reads_the_result(counted, monkeypatch, tmp_path):
    """The folder is made when it is needed."""
    monkeypatch.setenv(memory.FOLDER, str(tmp_path / "new"))
    square, runs = counted
    assert [memory.remembered(square)(x=3.0) for _ in range(3)] == [9.0] * 3
    assert runs == [3.0]


def test_a_change_in_the_sources_computes_anew(counted, monkeypatch, tmp_path):
    """The hash of the modules that are needed is part of the file's name."""
    monkeypatch.setenv(memory.FOLDER, str(tmp_path))
    square, runs = counted
    memory.remembered(square)(x=3.0)
    monkeypatch.setattr(memory, "_sources", lambda module: "changed")
    memory.remembered(square)(x=3.0)
    assert runs == [3.0, 3.0]


def test_an_experiment_depends_on_what_it_imports_and_on_no_other():
    """What is written beside it computes nothing anew."""
    needed = {path.relative_to(PACKAGE).as_posix() for path in memory._needed(drift.__module__)}
    assert {"experiments/drift.py", "experiments/registry.py", "rules.py"} <= needed
    assert not {"experiments/bias.py", "experiments/surfaces.py"} & needed


def test_only_the_newest_results_of_a_function_are_kept(counted, monkeypatch, tmp_path):
    """The folder does not grow with every change of the sources; other functions keep theirs."""
    monkeypatch.setenv(memory.FOLDER, str(tmp_path))
    (tmp_path / "other-0.pickle").write_bytes(b"x")
    recall = memory.remembered(counted[0])
    for x in range(memory.KEPT + 3):
        recall(x=float(x))
    assert len(list(tmp_path.glob("square-*.pickle"))) == memory.KEPT
    assert (tmp_path / "other-0.pickle").exists()


def test_a_damaged_file_is_replaced(counted, monkeypatch, tmp_path):
    """A process that was stopped leaves nothing that the next one trips over."""
    monkeypatch.setenv(memory.FOLDER, str(tmp_path))
    square, runs = counted
    memory.remembered(square)(x=3.0)
    for path in tmp_path.glob("*.pickle"):
        path.write_bytes(b"")
    assert memory.remembered(square)(x=3.0) == 9.0
    assert memory.remembered(square)(x=3.0) == 9.0
    assert runs == [3.0, 3.0]


def test_no_flipped_bit_reaches_a_result(counted, monkeypatch, tmp_path, capsys):
    """What is damaged is not even unpickled, and a line names the file."""
    monkeypatch.setenv(memory.FOLDER, str(tmp_path))
    square, runs = counted
    memory.remembered(square)(x=3.0)
    (path,) = tmp_path.glob("*.pickle")
    content = path.read_bytes()
    monkeypatch.setattr(memory, "_write", lambda *_: None)
    for bit in range(8 * len(content)):
        damaged = bytearray(content)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        assert memory.remembered(square)(x=3.0) == 9.0
    assert len(runs) == 1 + 8 * len(content)
    told = set(capsys.readouterr().err.splitlines())
    assert told == {f"{path}: damaged; it is computed anew"}


def test_a_comment_in_the_sources_computes_nothing(tmp_path):
    """Code decides a result, and neither words nor white space do."""
    plain, commented, other = (tmp_path / name for name in ("a.py", "b.py", "c.py"))
    plain.write_text("def f():\n    return 1\n")
    commented.write_text('"""Words."""\n\n\ndef f():\n    """More."""\n    return  1  # one\n')
    other.write_text("def f():\n    return 2\n")
    assert memory._code(plain) == memory._code(commented) != memory._code(other)


def test_the_setting_can_still_be_read_from_the_signature(counted):
    """Experiments list their parameters from it."""
    import inspect

    signature = inspect.signature(memory.remembered(counted[0]))
    assert signature.parameters["x"].default == 2.0
