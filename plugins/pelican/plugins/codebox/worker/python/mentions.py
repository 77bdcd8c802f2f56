"""What a reader's program imports and mentions, asked before it runs, to load what it needs.

The browser's own small walker of imports: the build's would bring much that no reader needs.
"""

from __future__ import annotations

import ast


def mentions(source: str) -> tuple[str, str]:
    """The modules that ``source`` imports, and all words in it, each a line of its own.

    NumPy imports some of its modules when they are first used, so an attribute of NumPy counts as
    one. The words, because a function of the site's own package may use such a module.
    Raises SyntaxError.
    """
    nodes = list(ast.walk(ast.parse(source)))
    modules: set[str] = set()
    words: set[str] = set()
    numpy: set[str | None] = {"numpy"}
    for node in nodes:
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
            numpy.update(alias.asname for alias in node.names if alias.name == "numpy")
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [alias.name for alias in node.names]
            modules.update([node.module, *(f"{node.module}.{name}" for name in names)])
            words.update(names)
    for node in nodes:
        if isinstance(node, ast.Name):
            words.add(node.id)
        elif isinstance(node, ast.Attribute):
            words.add(node.attr)
            if isinstance(node.value, ast.Name) and node.value.id in numpy:
                modules.add(f"numpy.{node.attr}")
    return "\n".join(sorted(modules)), "\n".join(sorted(words))
