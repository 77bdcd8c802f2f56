"""What Lighthouse says of the article on a phone, and what the page weighs.

    python -m bench.page

The median of three runs of Lighthouse's mobile settings, on a static host that compresses text.
The site is output/, or the folder in SITE_OUTPUT.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bench._line import Line, serving
from bench._site import NODE, ROOT, SITE
from tools.browser import FLAGS, find

LIGHTHOUSE = ROOT / "bench" / "node_modules" / "lighthouse" / "cli" / "index.js"
RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = {
    "first-contentful-paint": "ms",
    "largest-contentful-paint": "ms",
    "total-blocking-time": "ms",
    "cumulative-layout-shift": "",
    "total-byte-weight": "bytes",
}


def report(address: str) -> dict[str, Any]:
    """Lighthouse's own report of one visit."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        command = [str(NODE), str(LIGHTHOUSE), address, "--quiet", "--output=json"]
        options = [
            f"--output-path={file}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}",
        ]
        subprocess.run(
            [*command, *options],
            env={**os.environ, "CHROME_PATH": find() or ""},
            check=True,
        )
        result: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return result


def failing(result: dict[str, Any]) -> list[str]:
    """The audits that cost points, by category."""
    lines = []
    for category in CATEGORIES:
        for ref in result["categories"][category]["auditRefs"]:
            audit = result["audits"][ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                lines.append(f"  {category}: {audit['title']} ({audit.get('displayValue', '')})")
    return lines


def main() -> None:
    page = (SITE / "index.html").read_bytes()
    print("limits: four times 100; shift 0; blocking time 50 ms; first view 460,800 bytes")
    print(f"index.html  {len(page):,} bytes, gzip {len(gzip.compress(page, 9)):,}")
    with serving({"": SITE}, Line()) as address:
        reports = [report(f"{address}/") for _ in range(RUNS)]
    for name in CATEGORIES:
        scores = [round(100 * r["categories"][name]["score"]) for r in reports]
        print(f"{name:26s} {statistics.median(scores):6.0f}   {scores}")
    for name, unit in METRICS.items():
        values = [r["audits"][name]["numericValue"] for r in reports]
        shown = [round(value, 3) for value in values]
        print(f"{name:26s} {statistics.median(values):6.4g} {unit}   {shown}")
    print("\n".join(failing(reports[-1])))


if __name__ == "__main__":
    main()
