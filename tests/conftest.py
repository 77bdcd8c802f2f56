"""For every test: the venv's own Node, what runs in one process, browsers last, the built site."""

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pelican.plugins.explorable.node import put_node_first

put_node_first()

# Before anything imports NumPy: with other threads than the build's, results differ in last bits.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["MPLBACKEND"] = "agg"  # no window opens where there is a screen

# A shell that starts tests in the background has them ignore Ctrl-C, and with them all builds that
# they start; some tests interrupt a build.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parents[1]
BROWSER = Path(__file__).parent / "browser"
BUILDERS = {"built_site", "assembled"}  # fixtures that build the site, or its runtime
LOCKS = ROOT / ".cache"


@pytest.hookimpl(tryfirst=True)  # xdist asks for the groups then
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright keeps an event loop running, in which no other test could start its own."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
        if BUILDERS & set(getattr(item, "fixturenames", ())):
            item.add_marker("site")
    items.sort(key=lambda item: item.path.is_relative_to(BROWSER))


def _group(item: pytest.Item) -> str:
    """What runs in one process: a file, or of a file that is slow for each case one."""
    file = item.path.relative_to(ROOT).as_posix()
    cases = getattr(item, "callspec", None)
    if not cases:
        return file
    played = cases.params.get("browser") if "played" in item.fixturenames else None
    case = played or getattr(cases.params.get("live"), "name", None)
    return f"{file} {case}" if case else file


@pytest.fixture(scope="session")
def built_site() -> Path:
    """The folder of the site, built by the first test that needs it (SITE_OUTPUT: another's).

    Processes that run side by side ask one after the other: the first builds, for all of one run.
    """
    if "SITE_OUTPUT" in os.environ:
        return Path(os.environ["SITE_OUTPUT"])
    LOCKS.mkdir(exist_ok=True)
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "by itself")
    with (LOCKS / "output.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        if run == "by itself" or lock.read() != run:
            lock.truncate(0)
            command = [sys.executable, "-m", "tools.build"]
            built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert built.returncode == 0, f"the site cannot be built: {built.stderr}"
            lock.write(run)
    return ROOT / "output"
