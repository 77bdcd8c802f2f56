"""A code box in reStructuredText.

::

    .. live::
       :id: adam

       print("hello")

The options ``fails`` and ``unchecked`` mean what they mean in Markdown, see ``fence``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives

from pelican.plugins.explorable.fences import Fence

from .fence import FAILS, UNCHECKED

__all__ = ["LiveDirective"]


class LiveDirective(Directive):
    """``box`` renders a fence; the plugin sets it."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        "id": directives.unchanged_required,
        FAILS: directives.flag,
        UNCHECKED: directives.flag,
    }
    box: ClassVar[Callable[[Fence], Sequence[str]]]

    def run(self) -> list[nodes.Node]:
        """The box, as HTML that docutils leaves alone; raises SourceError."""
        path, line = self.state_machine.get_source_and_line(self.lineno)
        # Python's lines count from below the directive's head: its options and an empty line.
        above = self.content_offset - self.lineno
        words = [f"id={self.options['id']}"] if "id" in self.options else []
        words += [word for word in (FAILS, UNCHECKED) if word in self.options]
        info = " ".join(["python", "live", *words])
        fence = Fence(info, "\n".join(self.content), str(path), line + above)
        return [nodes.raw("", "".join(type(self).box(fence)), format="html")]


directives.register_directive("live", LiveDirective)
