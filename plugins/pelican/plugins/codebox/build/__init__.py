"""The Python that runs in the reader's browser, assembled at build time from Pyodide's parts."""

from .assembly import Runtime, assemble
from .core import provided
from .progress import Progress
from .recipe import AssemblyError, Recipe

__all__ = ["AssemblyError", "Progress", "Recipe", "Runtime", "assemble", "provided"]
