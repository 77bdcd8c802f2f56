"""Serves the site and rebuilds it when a source changes; the browser reloads by itself.

python -m tools.serve [--port 8000]
"""

from __future__ import annotations

import argparse
import glob
import os
import subprocess
import sys

from livereload import Server

from tools.build import ROOT

SOURCES = (
    "content/**/*.md",
    "theme/templates/**/*",
    "theme/static/**/*",
    "adamcore/**/*.py",
    "article/**/*",
    "plugins/**/*.py",
    "plugins/**/*.js",
    "plugins/**/*.css",
    "pelicanconf.py",
)


# Beside output/, which is for readers: authors' pages carry the script that reloads them.
OUTPUT = ROOT / ".cache" / "served"


def rebuild() -> None:
    """In a process of its own, so that changed modules are read anew; errors are told there."""
    command = [sys.executable, "-m", "tools.build", "--output", str(OUTPUT)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "AUTHORING": "1"}, check=False)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.serve")
    parser.add_argument("--port", type=int, default=8000)
    args = parser.parse_args()
    print(f"http://127.0.0.1:{args.port}/ as soon as it is built", flush=True)
    rebuild()
    server = Server()
    for pattern in SOURCES:
        server.watch(f"{glob.escape(str(ROOT))}/{pattern}", rebuild, delay=0.2)
    server.serve(root=str(OUTPUT), host="127.0.0.1", port=args.port)


if __name__ == "__main__":
    main()
