"""python -m tools.new article SLUG | figure NAME | experiment NAME"""

from __future__ import annotations

import sys

from tools.build import ROOT
from tools.new import NewError
from tools.new.names import identifier, untaken
from tools.new.pieces import KINDS
from tools.new.writing import write

USAGE = "new: say what: make new ARTICLE=slug, make new FIGURE=name or make new EXPERIMENT=name"
NEXT = {
    "article": "Next: `make serve`, and open http://127.0.0.1:8000/{name}/",
    "figure": "Next: put ```figure {name} with a caption into a layer, then `make serve`",
    "experiment": "Next: quote {{{{ {name}.share:.2f }}}} in a layer, then `make serve`",
}


def new(kind: str, name: str) -> list[str]:
    """Writes the files of something new, and returns their paths; raises NewError."""
    untaken(kind, name, ROOT)
    if kind == "article":
        for part in ("figure", "experiment"):
            untaken(part, identifier(name), ROOT)
    files = KINDS[kind](name)
    write(files, ROOT)
    return list(files)


def main(argv: list[str]) -> int:
    match argv:
        case [kind, name] if kind in KINDS:
            pass
        case _:
            print(USAGE, file=sys.stderr)
            return 2
    try:
        files = new(kind, name)
    except NewError as error:
        print(f"new: {error}", file=sys.stderr)
        return 1
    print(*files, NEXT[kind].format(name=name), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
