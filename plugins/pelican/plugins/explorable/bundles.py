"""Scripts and styles as they are served: made by the plugin ``assets``, or carried by the wheel."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FOLDER", "Bundle"]

FOLDER = "assets"
NEIGHBOUR = re.compile(r"""url\((["']?)\./""")
CONTENTS = "bundle.json"


@dataclass(frozen=True)
class Bundle:
    """Addresses of the bundles, relative to the site's root, and whose packages are in them.

    ``output`` is the folder that the addresses are relative to.
    """

    addresses: Mapping[str, str]
    packages: tuple[Path, ...] = ()
    output: Path = Path()

    def address(self, name: str) -> str:
        """The address of ``NAME.js``, ``NAME.css`` or of a font by its file name."""
        if name not in self.addresses:
            raise KeyError(f"no asset {name!r}; there are {', '.join(sorted(self.addresses))}")
        return self.addresses[name]

    def script(self, name: str) -> str:
        """The text of ``NAME.js`` for a page's <script>."""
        return (self.output / self.address(name)).read_text("utf-8").strip()

    def permitting(self, policy: str, name: str) -> str:
        """The content security ``policy``, with leave for that very text.

        A policy that permits every inline script is left alone: with a hash it would not.
        """
        digest = hashlib.sha256(self.script(name).encode()).digest()
        leave = f"'sha256-{base64.b64encode(digest).decode()}'"
        directives = [directive.strip() for directive in policy.split(";")]
        return "; ".join(
            f"{directive} {leave}"
            if directive.startswith("script-src ") and "'unsafe-inline'" not in directive
            else directive
            for directive in directives
        )

    def stylesheet(self, name: str, siteurl: str) -> str:
        """The text of ``NAME.css`` for a page's <style>; ``siteurl`` leads to the site's root."""
        text = (self.output / self.address(name)).read_text("utf-8").strip()
        return NEIGHBOUR.sub(rf"url(\1{siteurl}/{FOLDER}/", text)

    def keep(self, name: str, licences: str) -> None:
        """Notes in ``output`` what is there, and under which ``licences``, for all who get it."""
        (self.output / CONTENTS).write_text(json.dumps(dict(self.addresses), indent=1))
        (self.output / FOLDER / f"{name}-licenses.txt").write_text(licences, "utf-8")

    @staticmethod
    def kept(folder: Path) -> Bundle | None:
        """What was noted in ``folder``, or None."""
        try:
            addresses = json.loads((folder / CONTENTS).read_bytes())
        except FileNotFoundError:
            return None
        return Bundle(addresses, output=folder)

    def copy(self, output: Path) -> None:
        """Puts its files where a site is written."""
        shutil.copytree(self.output / FOLDER, output / FOLDER, dirs_exist_ok=True)
