"""Progress for people: rewritten on a terminal, brief elsewhere."""

import io

from pelican.plugins.codebox.build.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_elsewhere_only_whole_files_are_told():
    """Into a file, a download is one line when it is done."""
    stream = io.StringIO()
    with Progress(stream) as progress:
        progress("a.whl: 1,000 of 2,000 bytes")
        progress("a.whl: 2,000 of 2,000 bytes")
        progress("taking the snapshot")
    assert stream.getvalue() == (
        "runtime: a.whl: 2,000 of 2,000 bytes\nruntime: taking the snapshot\n"
    )


def test_a_terminal_shows_one_line_that_changes():
    """On a terminal, the next count is written over the last one."""
    stream = Terminal()
    with Progress(stream) as progress:
        progress("a.whl: 1,000 of 2,000 bytes")
        progress("a.whl: 2,000 of 2,000 bytes")
    assert stream.getvalue().count("\n") == 1
    assert "\r" in stream.getvalue()


def test_an_interrupt_ends_the_line():
    """What is said after an interrupt starts on a line of its own."""
    stream = Terminal()
    with Progress(stream) as progress:
        progress("a.whl: 1,000 of 2,000 bytes")
    assert stream.getvalue().endswith("\n")
