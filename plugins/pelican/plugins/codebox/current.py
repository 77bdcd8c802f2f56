"""The code box of the running build: its runtime, which is assembled for the first box."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins.explorable.fences import Fence
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.settings import cache_folder, root

from .fence import Download, render
from .rehearsals import Rehearsals
from .settings import DATA, FIRST, LATER, LIMIT, LINK, NODE, PRELOAD, PROJECTS, PYODIDE, REHEARSE

if TYPE_CHECKING:
    from .build import Recipe, Runtime

__all__ = ["Current", "recipe"]


class Current:
    """Settings outlive a build; what is here does not."""

    def __init__(self) -> None:
        self.settings: Mapping[str, Any] = {}
        self.runtime: Runtime | None = None
        self.rehearsals: Rehearsals | None = None

    def begin(self, settings: Mapping[str, Any]) -> None:
        self.settings, self.runtime, self.rehearsals = settings, None, None
        _check_files(settings)

    def box(self, fence: Fence) -> list[str]:
        """The fence as HTML; raises SourceError, and AssemblyError where there is no Python."""
        if self.runtime is None:
            self.runtime = _assembled(self.settings)
            _note(self.settings, self.runtime.notice)
        download = Download(self.runtime.folder, self.runtime.size)
        return render(fence, download, self.rehearsed)

    def rehearsed(self, code: str) -> tuple[str, int] | None:
        """How the code of a box ends, where the site has it run at all."""
        return self.rehearsals.result(code) if self.rehearsals else None

    def rehearse(self, codes: Iterable[str], cache: Path) -> None:
        """All boxes at once; those that are known from the last time are not run."""
        packages = tuple(REHEARSE.of(self.settings))
        self.rehearsals = Rehearsals(cache, packages, float(LIMIT.of(self.settings)))
        self.rehearsals.prefetch(list(codes))

    def write_wheels(self) -> None:
        """Leaves the projects' wheels where readers find them."""
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
