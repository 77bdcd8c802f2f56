"""What files something new consists of: their text by their path, filled from the templates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tools.new.names import identifier, title

__all__ = ["KINDS", "article", "experiment", "figure"]

Files = dict[str, str]

# Braces and dollars are Markdown's, JavaScript's and TeX's own.
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates", "utf-8"),
    variable_start_string="<<",
    variable_end_string=">>",
    block_start_string="<%",
    block_end_string="%>",
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    autoescape=False,
)


def article(slug: str) -> Files:
    """A folder of layers, with a figure and an experiment of their own."""
    name, today = identifier(slug), date.today().isoformat()
    words = {"slug": slug, "name": name, "title": title(slug), "date": today}
    parts = ("article.md", "layer-0.md", "references.md", "references.bib")
    prose = {f"content/{slug}/{part}": _filled(part, **words) for part in parts}
    return prose | figure(name) | experiment(name, name)


def figure(name: str) -> Files:
    """What draws it, and what moves it in the page."""
    words = {"title": title(name)}
    return {
        f"adamcore/figures/{name}.py": _filled("figure.py", **words),
        f"article/figures/{name}.js": _filled("figure.js", **words),
    }


def experiment(name: str, shown: str | None = None) -> Files:
    """What computes a number; ``shown`` is the figure that shows it, if one does."""
    text = _filled("experiment.py", name=name, title=title(name), figure=shown)
    return {f"adamcore/experiments/{name}.py": text}


KINDS = {"article": article, "figure": figure, "experiment": experiment}


def _filled(template: str, **words: Any) -> str:
    return TEMPLATES.get_template(f"{template}.jinja").render(**words)
