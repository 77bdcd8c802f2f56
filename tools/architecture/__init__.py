"""Draws the house in docs/architecture.md from its imports: ``python -m tools.architecture``.

The files stand in rooms (``rooms``). An arrow leads from a room to each other room of which it
imports something, in Python, JavaScript or CSS (``imports``); a dotted one to a room of which it
only names a file or a module (``mentions``). ``--check`` compares and changes nothing.
"""
