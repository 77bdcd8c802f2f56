"""For every test: the venv's own Node."""

from tools.node import put_node_first

put_node_first()
