"""A static host on loopback, behind a line of a given speed.

The line is shaped here and not in the browser: a browser's own throttling belongs to a page, and
what workers fetch may pass it by.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tools.server import answering

__all__ = ["Line", "serving"]

CHUNK = 16 * 1024
# What common static hosts compress; everything else goes as it is.
COMPRESSED = (".js", ".mjs", ".css", ".html", ".json", ".wasm", ".svg")

mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("application/wasm", ".wasm")


@dataclass
class Line:
    """``rate`` in bytes per second (0: as fast as it goes) and ``delay`` in seconds per answer.

    All connections share the rate. ``sent`` counts the bytes of bodies.
    """

    rate: float = 0.0
    delay: float = 0.0
    sent: int = 0
    free_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def shape(self, rate: float, delay: float) -> None:
        self.rate, self.delay, self.sent = rate, delay, 0

    def take(self, size: int) -> None:
        """Waits until ``size`` bytes have passed."""
        with self.lock:
            self.sent += size
            if not self.rate:
                return
            self.free_at = max(self.free_at, time.monotonic()) + size / self.rate
            until = self.free_at
        time.sleep(max(0.0, until - time.monotonic()))


@cache
def body(path: Path) -> tuple[bytes, bool]:
    """The bytes of an answer, and whether they are compressed."""
    data = path.read_bytes()
    if path.suffix in COMPRESSED:
        return gzip.compress(data, 9), True
    return data, False


@contextmanager
def serving(roots: Mapping[str, Path], line: Line) -> Iterator[str]:
    """Serves each folder below its name, or the one folder named "" alone; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body are two writes: the second would wait for the first to be acknowledged.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            asked = self.path.split("?")[0].strip("/")
            name, _, rest = ("", "", asked) if "" in roots else asked.partition("/")
            path = roots.get(name, Path("/nowhere")) / rest
            path = path / "index.html" if path.is_dir() else path
            time.sleep(line.delay)
            if not path.is_file():
                self.send_error(404)
                return
            data, compressed = body(path)
            self.send_response(200)
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "max-age=86400")
            if compressed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.send_body(data)

        def send_body(self, data: bytes) -> None:
            for at in range(0, len(data), CHUNK):
                chunk = data[at : at + CHUNK]
                line.take(len(chunk))
                try:
                    self.wfile.write(chunk)
                except (BrokenPipeError, ConnectionResetError):
                    return

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with answering(Handler) as address:
        yield address
