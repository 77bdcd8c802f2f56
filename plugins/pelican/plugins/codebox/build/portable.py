"""A project's wheel for every Pyodide of the same Python: with bytecode, and its sources beside it.

A page of PyScript or JupyterLite loads it through a lock, which names it beside Pyodide's own
packages; the code box takes its files from the same wheel.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zipfile
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from .compiler import UNCHECKED_HASH
from .node import NodeError, NoNodeError, job
from .project import EPOCH, bytecode, cached
from .recipe import AssemblyError, Recipe
from .sources import cdn

__all__ = ["LOCK", "compiled", "write_lock"]

COMPILER = "pyodide-build"
LOCK = "pyodide-lock.json"
PURE = re.compile(r"-(?:py2\.)?py3-none-any\.whl$")
TAGS = re.compile(rb"(?:^Tag: .*\n)+", re.MULTILINE)
DAWN = (1980, 1, 1, 0, 0, 0)  # zip archives know no earlier time
# What is the same wherever and whenever it runs; without columns, as the rest of the runtime.
STEADY = {"PYTHONHASHSEED": "0", "PYTHONNODEBUGRANGES": "1", "SOURCE_DATE_EPOCH": EPOCH}

type Files = dict[str, bytes]


def compiled(wheel: Path, recipe: Recipe, folder: Path) -> Path | None:
    """The wheel's like with bytecode for ``recipe``'s Python, left in ``folder``.

    The same wheel gives the same bytes. None where there is no Node to compile it, and for a wheel
    that is not of Python alone. A site without pyodide-build gets its like from the compiler of the
    rest of the runtime. Raises AssemblyError for a module that does not parse.
    """
    tag = f"py{recipe.digits}"  # this Python and those after it, which compile the sources anew
    pure = PURE.search(wheel.name)
    if not pure:
        return None
    files = _read(wheel)
    try:
        code = _by_pyodide_build(wheel, recipe)
    except metadata.PackageNotFoundError:
        code = _by_node(files, recipe)
    except NoNodeError:
        return None
    if not code:
        return None
    to = folder / f"{wheel.name[: pure.start()]}-{tag}-none-any.whl"
    folder.mkdir(parents=True, exist_ok=True)
    _write(to, _tagged(files, tag) | code)
    return to


def write_lock(wheels: Sequence[Path], recipe: Recipe, to: Path) -> None:
    """Pyodide's lock with ``wheels``, which lie beside it; its own packages come from its CDN."""
    spec = PyodideLockSpec.from_json(recipe.lock_path)
    base = cdn(recipe)
    for package in spec.packages.values():
        package.file_name = f"{base}{package.file_name}"
    try:
        add_wheels_to_spec(spec, list(wheels)).to_json(to)
    except (RuntimeError, ValueError) as error:
        raise AssemblyError(f"{to.name}: {error}") from error


def _by_pyodide_build(wheel: Path, recipe: Recipe) -> Files:
    """Bytecode by its paths in the wheel, made by the browser's Python: the same everywhere."""
    packages = Path(str(metadata.distribution(COMPILER).locate_file("")))
    files, facts = {wheel.name: wheel.read_bytes()}, {"wheel": wheel.name, "env": STEADY}
    try:
        with job(recipe, "portable.mjs", files, packages=str(packages.resolve()), **facts) as place:
            (made,) = place.glob(f"*-cp{recipe.digits}-*.whl")
            found = _read(made)
    except NoNodeError:
        raise
    except NodeError as error:
        raise AssemblyError(f"{wheel.name}: {error}") from error
    pycs = {path: code for path, code in found.items() if path.endswith(".pyc")}
    return {cached(path, recipe): _unchecked(code) for path, code in pycs.items()}


def _by_node(files: Files, recipe: Recipe) -> Files:
    site = f"{recipe.site}/"
    made = bytecode({f"{site}{path}": data for path, data in files.items()}, recipe)
    return {path.removeprefix(site): code for path, code in made.items()}


def _unchecked(code: bytes) -> bytes:
    """Python takes it as it is, whatever the times of files are (PEP 552)."""
    return code[:4] + UNCHECKED_HASH.to_bytes(4, "little") + code[8:]


def _tagged(files: Files, tag: str) -> Files:
    """With the tag in the wheel's own description, and without the record of what it holds."""
    new = f"Tag: {tag}-none-any\n".encode()
    return {
        path: TAGS.sub(new, data) if path.endswith(".dist-info/WHEEL") else data
        for path, data in files.items()
        if not path.endswith(".dist-info/RECORD")
    }


def _write(to: Path, files: Mapping[str, bytes]) -> None:
    info = next(path for path in files if path.endswith(".dist-info/WHEEL")).rpartition("/")[0]
    record = f"{info}/RECORD"
    lines = [f"{path},sha256={_sum(files[path])},{len(files[path])}" for path in sorted(files)]
    text = "\n".join([*lines, f"{record},,", ""]).encode()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in [*sorted(files.items()), (record, text)]:
            entry = zipfile.ZipInfo(path, DAWN)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)


def _sum(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def _read(wheel: Path) -> Files:
    with zipfile.ZipFile(wheel) as archive:
        return {n: archive.read(n) for n in archive.namelist() if not n.endswith("/")}
