"""The site as its author sees it: every page carries the script that tells of builds."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from tools.server import Files

from .builder import News

__all__ = ["pages"]

OWN = "/.author/"  # no page of a site begins with a dot
SCRIPT = Path(__file__).with_name("author.js")
PULSE = 15.0  # seconds after which a reader who has gone away is noticed
NOTHING = "<!doctype html><title>Not built yet</title><p>The site is not built yet.</p>"


# Named after what is in them: the bundler's way, and the press's.
HASHED = re.compile(r"-(?:[A-Z0-9]{8}|[0-9a-f]{10})\.\w+$|^/runtime/")


class Pages(Files):
    """Serves the files of a site; those that may change are asked for each time."""

    news: News

    def do_GET(self) -> None:  # noqa: N802 (http.server's name)
        path = urlsplit(self.path).path
        if path == f"{OWN}news":
            self._tell()
        elif path == f"{OWN}{SCRIPT.name}":
            self._send(SCRIPT.read_bytes(), "text/javascript")
        elif (page := self._page()) is not None:
            self._send(page.encode(), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def end_headers(self) -> None:
        kept = HASHED.search(urlsplit(self.path).path)
        self.send_header("Cache-Control", "max-age=86400, immutable" if kept else "no-cache")
        super().end_headers()

    def _page(self) -> str | None:
        """The page that is asked for, with the script; None of anything else."""
        file = Path(self.translate_path(self.path))
        if file.is_dir() and urlsplit(self.path).path.endswith("/"):
            file /= "index.html"
        if file.suffix != ".html":
            return None
        if not file.is_file():
            if self.news.built:
                return None
            text = NOTHING
        else:
            text = file.read_text("utf-8")
        script = f'<script type="module" src="{OWN}{SCRIPT.name}?built={self.news.built}"></script>'
        return f"{text}{script}"

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _tell(self) -> None:
        """Server-sent events: what the last build came to, now and after each one to come."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        told = ""
        try:
            while True:
                with self.news.changed:
                    if (message := self.news.message()) == told:
                        self.news.changed.wait(PULSE)
                        message = self.news.message()
                self.wfile.write(b": still here\n\n" if message == told else _event(message))
                self.wfile.flush()
                told = message
        except OSError:
            return  # the page has gone away


def _event(message: str) -> bytes:
    return f"data: {message}\n\n".encode()


def pages(news: News) -> type[Pages]:
    """A handler that tells ``news``."""
    return type("Pages", (Pages,), {"news": news})
