"""The Python that runs in the reader's browser, assembled at build time from Pyodide's own parts."""

from .assembly import Runtime, assemble
from .recipe import Recipe, RuntimeFailure

__all__ = ["Recipe", "Runtime", "RuntimeFailure", "assemble"]
