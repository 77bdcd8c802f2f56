"""Experiments by name, computed when they are first asked for, and kept on disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from pelican.plugins.explorable.imports import Sources, code_sum, root_of
from pelican.plugins.explorable.store import Store

from .formats import Value

__all__ = ["Experiment", "Numbers", "UnknownValueError", "load"]


class Experiment(Protocol):
    """What a site's experiments look like.

    `module` names the module whose sources, with what they import of their package, decide the
    numbers; `figure` is the figure that shows them, or None.
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


class Numbers:
    """The values of `experiments`; each runs once, and not at all if `cache` has its results."""

    def __init__(self, experiments: Mapping[str, Experiment], cache: Path) -> None:
        self.experiments, self.store = experiments, Store(cache)
        self._known: dict[str, dict[str, Value]] = {}

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
        if experiment not in self._known:
            self._known[experiment] = self._kept(experiment, self.experiments[experiment])
        return self._known[experiment]

    def _kept(self, name: str, experiment: Experiment) -> dict[str, Value]:
        file = f"{name}-{_key(experiment)}.json"
        entry = self.store.get(file)
        if entry is not None:
            return dict(json.loads(entry))
        values = dict(experiment.run())
        self.store.put(file, json.dumps(values).encode())
        return values


def load(provider: str) -> Mapping[str, Experiment]:
    """The mapping that `package.module:function` returns."""
    module, _, function = provider.partition(":")
    experiments: Mapping[str, Experiment] = getattr(import_module(module), function)()
    return experiments


def _key(experiment: Experiment) -> str:
    setting = json.dumps(dict(experiment.parameters), sort_keys=True, default=repr)
    decides = (digest(experiment.module), version("numpy"), setting)
    return hashlib.sha256("\0".join(decides).encode()).hexdigest()[:16]


def digest(module: str) -> str:
    """A hash of the code of `module` and of all that it imports from its own package."""
    files, _ = Sources(root_of(module)).closure(module)
    facts = [f"{name} {code_sum(path)}" for name, path in files.items()]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def _unknown(kind: str, name: str, names: Mapping[str, Any]) -> str:
    near = get_close_matches(name, names, n=3, cutoff=0.5) or sorted(names)
    return f"no {kind} is called {name!r}; there is {', '.join(near)}"
