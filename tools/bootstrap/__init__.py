"""Makes what the build needs: a venv with Python, its packages, Node, the npm packages.

Runs on any Python from 3.8 on, with the standard library alone, and does nothing where nothing
has changed. Called by the Makefile: ``python3 -m tools.bootstrap [bench]``.

Killed at any moment it leaves nothing that a later run would take for whole: a stamp is written
last and removed first, and what has no stamp is made anew. One run at a time works on a checkout.
"""
