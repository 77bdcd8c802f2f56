"""The code box of the running build: its runtime, which is assembled for the first box."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins.explorable.fences import Fence, fences_in
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.settings import cache_folder, root

from .exercise import Exercise, exercises_in, hint, solution, verify
from .fence import Download, check_of, render
from .rehearsals import Program, Rehearsals
from .settings import (
    DATA,
    FIRST,
    LATER,
    LIMIT,
    LINK,
    NODE,
    PRELOAD,
    PROJECTS,
    PYODIDE,
    REHEARSE,
    WHEELS,
)

if TYPE_CHECKING:
    from .build import Ahead, Recipe, Runtime

__all__ = ["Current", "recipe"]


class Current:
    """Settings outlive a build; what is here does not."""

    def __init__(self) -> None:
        self.settings: Mapping[str, Any] = {}
        self.runtime: Runtime | None = None
        self.ahead: Ahead | None = None
        self.rehearsals: Rehearsals | None = None
        self.exercises: dict[str, list[Exercise | Fence]] = {}

    def begin(self, settings: Mapping[str, Any]) -> None:
        self.settings, self.runtime, self.rehearsals = settings, None, None
        self.exercises = {}
        _check_files(settings)

    def get_ahead(self) -> None:
        """Has the runtime made while the figures are drawn and numbers computed."""
        if self.ahead:
            self.ahead.stop()
        cache = cache_folder(self.settings, "runtime")
        self.ahead = _build().Ahead(recipe(self.settings), cache)

    def box(self, fence: Fence) -> list[str]:
        """The fence as HTML; raises SourceError, and AssemblyError where there is no Python."""
        if self.runtime is None:
            if self.ahead:
                self.ahead.wait()
            self.runtime = _assembled(self.settings)
            _note(self.settings, self.runtime.notice)
        download = Download(self.runtime.folder, self.runtime.size)
        check = check_of(fence)
        html = render(fence, download, partial(self.rehearsed, checker=check))
        if check:
            self.verify(fence)
        return html

    def hint(self, fence: Fence) -> list[str]:
        self.check_place(fence)
        return hint(fence)

    def solution(self, fence: Fence) -> list[str]:
        self.check_place(fence)
        return solution(fence)

    def check_place(self, fence: Fence) -> None:
        """SourceError for a hint or a solution that belongs to no box."""
        alone = [one for one in self._exercises(fence.path) if isinstance(one, Fence)]
        if any(one.line == fence.line for one in alone):
            what = fence.info.split()[-1]
            raise fence.error(f"this {what} follows no live box with check=; it belongs below one")

    def verify(self, fence: Fence) -> None:
        """SourceError if the exercise of this box cannot be solved, or need not be."""
        for one in self._exercises(fence.path):
            if isinstance(one, Exercise) and one.box.line == fence.line:
                assert self.rehearsals  # where there are exercises they have been tried
                verify(one, self.rehearsals.verdict)

    def _exercises(self, path: str) -> list[Exercise | Fence]:
        if path not in self.exercises:
            text = Path(path).read_text("utf-8") if Path(path).is_file() else ""
            self.exercises[path] = list(exercises_in(fences_in(text.splitlines(), path)))
        return self.exercises[path]

    def rehearsed(self, code: str, checker: str) -> tuple[str, int] | None:
        """How the code of a box ends, where the site has it run at all."""
        if self.rehearsals is None or REHEARSE.of(self.settings) is None:
            return None
        return self.rehearsals.result(code, checker)

    def rehearse(self, programs: Iterable[Program], cache: Path) -> None:
        """All programs at once; those that are known from the last time are not run."""
        packages = tuple(REHEARSE.of(self.settings) or ())
        self.rehearsals = Rehearsals(cache, packages, float(LIMIT.of(self.settings)))
        self.rehearsals.prefetch(programs)

    def write_wheels(self) -> None:
        """Leaves the projects' wheels, and the lock that has them, where readers find them."""
        for wheel in self.runtime.wheels if self.runtime else ():
            folder = Path(self.settings["OUTPUT_PATH"]) / "wheels"
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(wheel, folder / wheel.name)


def recipe(settings: Mapping[str, Any]) -> Recipe:
    """What Pelican's settings say of the runtime."""
    build = _build()
    preload = PRELOAD.of(settings)
    modules = root(settings) / "node_modules"
    core = PYODIDE.of(settings) or modules / "pyodide"
    found: Recipe = build.Recipe(
        core=Path(core),
        node=str(NODE.of(settings)),
        link=bool(LINK.of(settings)),
        modules=modules,
        first=tuple(FIRST.of(settings)),
        later=tuple(LATER.of(settings)),
        wheels=tuple(WHEELS.of(settings)),
        projects=tuple(map(Path, PROJECTS.of(settings))),
        data={name: tuple(map(Path, files)) for name, files in DATA.of(settings).items()},
        **({} if preload is None else {"preload": preload}),
    )
    return found


def _assembled(settings: Mapping[str, Any]) -> Runtime:
    build = _build()
    cache = cache_folder(settings, "runtime")
    with build.Progress() as progress:
        ready = build.provided(recipe(settings), cache, progress)
        found: Runtime = build.assemble(Path(settings["OUTPUT_PATH"]), cache, ready, progress)
    return found


def _note(settings: Mapping[str, Any], notice: str) -> None:
    """Adds to the notices of a site that has any; `make serve` builds with the same settings."""
    notices = settings.get("NOTICES")
    if notice and isinstance(notices, list) and notice not in notices:
        notices.append(notice)


def _build() -> Any:
    """What makes runtimes, whose libraries come with an extra of the distribution."""
    try:
        from . import build  # noqa: PLC0415 (a site without boxes does without)
    except ImportError as error:
        message = f"codebox needs {error.name}; pip install 'pelican-explorable[codebox]'"
        raise SettingError("PLUGINS", message) from None
    return build


def _check_files(settings: Mapping[str, Any]) -> None:
    for folder in map(Path, PROJECTS.of(settings)):
        if not (folder / "pyproject.toml").is_file():
            message = f"{folder} has no pyproject.toml; name the folder of a Python project"
            raise SettingError(PROJECTS.key, message)
    for files in DATA.of(settings).values():
        for file in map(Path, files):
            if not file.is_file():
                raise SettingError(DATA.key, f"there is no file {file}")
