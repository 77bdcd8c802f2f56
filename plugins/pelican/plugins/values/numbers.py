"""Experiments by name, computed when they are first asked for, and kept on disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from pelican.plugins.explorable.imports import Sources, root_of
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.store import Store, log
from pelican.plugins.explorable.workers import LIMIT, Task, ask_all

from .formats import Value

__all__ = ["Experiment", "FailedError", "Numbers", "UnknownValueError", "load"]

WORKER = f"{__package__}.worker"


class Experiment(Protocol):
    """What a site's experiments look like.

    `module` names the module whose sources, with what they import of their package, decide the
    numbers; `figure` is the figure that shows them, or None. It may have `shown`: by number, the
    state of the figure that shows it, as a link has it ("beta=0.9&curve=adam"), or ""; numbers that
    are not in it are in no figure.
    """

    @property
    def parameters(self) -> Mapping[str, Any]: ...
    @property
    def description(self) -> str: ...
    @property
    def figure(self) -> str | None: ...
    @property
    def module(self) -> str: ...
    def run(self) -> Mapping[str, Value]: ...


class UnknownValueError(LookupError):
    """No experiment, or no value of an experiment, has this name."""


class FailedError(LookupError):
    """An experiment has no values; the message says why."""


class Numbers:
    """The values of the experiments that the function ``provider`` returns.

    Each runs once, in a process of its own, and not at all if ``cache`` has its results; ``limit``
    are the seconds that one may take.
    """

    def __init__(
        self,
        provider: str,
        cache: Path,
        report: Callable[[str], None] = log,
        limit: float = LIMIT,
    ) -> None:
        self.experiments, self.store = load(provider), Store(cache, report)
        self.report = report
        root = root_of(provider.partition(":")[0])
        self.sources = Sources(root)
        self.task = Task(WORKER, provider, root, "experiment", "VALUES_LIMIT", limit)
        self._known: dict[str, dict[str, Value]] = {}
        self._failed: dict[str, str] = {}

    def value(self, experiment: str, key: str) -> Value:
        """One value; raises UnknownValueError with the names that come near."""
        values = self.values(experiment)
        if key not in values:
            raise UnknownValueError(_unknown(f"value of {experiment}", key, values))
        return values[key]

    def values(self, experiment: str) -> dict[str, Value]:
        """All values of one experiment."""
        if experiment not in self.experiments:
            raise UnknownValueError(_unknown("experiment", experiment, self.experiments))
        self.prefetch([experiment])
        if experiment in self._failed:
            raise FailedError(f"experiment {experiment!r}: {self._failed[experiment]}")
        return self._known[experiment]

    def known(self) -> dict[str, Value]:
        """What has been computed so far, by `experiment.key`."""
        return {f"{e}.{key}": v for e, values in self._known.items() for key, v in values.items()}

    def prefetch(self, names: Iterable[str]) -> None:
        """Makes ready all ``names`` that are experiments; errors wait until one is asked for."""
        wanted = set(names) & set(self.experiments) - {*self._known, *self._failed}
        files = {name: f"{name}-{self._key(name)}.json" for name in sorted(wanted)}
        for name, file in files.items():
            if (entry := self.store.get(file)) is not None:
                self._known[name] = json.loads(entry)
        missing = [name for name in files if name not in self._known]
        # In one process, where experiments share what they have computed.
        for answer in ask_all(self.task, missing, 1, self.report):
            name = answer["name"]
            if "error" in answer:
                self._failed[name] = answer["error"]
            else:
                self._known[name] = answer["values"]
                self.store.put(files[name], json.dumps(answer["values"]).encode())

    def _key(self, name: str) -> str:
        experiment = self.experiments[name]
        setting = json.dumps(dict(experiment.parameters), sort_keys=True, default=repr)
        decides = (self.sources.digest(experiment.module), version("numpy"), setting)
        return hashlib.sha256("\0".join(decides).encode()).hexdigest()[:16]


def load(provider: str) -> Mapping[str, Experiment]:
    """The mapping that `package.module:function` returns; raises SettingError if there is none."""
    module, _, function = provider.partition(":")
    try:
        found = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        message = f"{provider!r} leads nowhere ({error}); write 'package.module:function'"
        raise SettingError("VALUES", message) from None
    experiments: Mapping[str, Experiment] = found()
    return experiments


def _unknown(kind: str, name: str, names: Mapping[str, Any]) -> str:
    near = get_close_matches(name, names, n=3, cutoff=0.5) or sorted(names)
    return f"no {kind} is called {name!r}; there is {', '.join(near)}"
