"""The Python that runs in the reader's browser, assembled at build time from Pyodide's parts."""

from .assembly import Runtime, assemble
from .recipe import AssemblyError, Recipe

__all__ = ["AssemblyError", "Recipe", "Runtime", "assemble"]
