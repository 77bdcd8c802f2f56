"""The Python that runs in the reader's browser, assembled at build time from Pyodide's parts."""

from .ahead import Ahead
from .assembly import Runtime, assemble
from .core import provided
from .progress import Progress
from .recipe import AssemblyError, Recipe

__all__ = ["Ahead", "AssemblyError", "Progress", "Recipe", "Runtime", "assemble", "provided"]
