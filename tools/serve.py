"""Serves the site and rebuilds it when a source changes; the browser reloads by itself.

python -m tools.serve [--port 8000]
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from livereload import Server

from tools.build import ROOT

SOURCES = (
    "content/**/*.md",
    "theme/templates/**/*",
    "theme/static/**/*",
    "adamcore/**/*.py",
    "plugins/**/*.py",
    "plugins/**/*.js",
    "plugins/**/*.css",
    "pelicanconf.py",
)


def rebuild() -> None:
    """In a process of its own, so that changed modules are read anew; errors are told there."""
    subprocess.run([sys.executable, "-m", "tools.build"], cwd=ROOT, check=False)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.serve")
    parser.add_argument("--port", type=int, default=8000)
    args = parser.parse_args()
    rebuild()
    server = Server()
    for pattern in SOURCES:
        server.watch(str(ROOT / pattern), rebuild, delay=0.2)
    print(f"http://127.0.0.1:{args.port}/", flush=True)
    server.serve(root=str(ROOT / "output"), host="127.0.0.1", port=args.port)


if __name__ == "__main__":
    main()
